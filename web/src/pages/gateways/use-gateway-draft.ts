import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  gatewayName,
  getRoutes,
  removeSharedGateway,
  removeThing,
  saveRoutes,
  saveSharedGateway,
  saveThing,
} from '../../api/setup.ts'
import type { Gateway, Json, Kind } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'

export type Preset = NonNullable<Kind['presets']>[number]

/** A gateway as it stands in its form, and its save: the gateway, and for a new one the way out that texts take. */
export function useGatewayDraft(kind: Kind, gateway: Gateway | null, preset?: Preset) {
  const { t } = useTranslation()
  const { draft, edits, change } = useEdits({
    title: gateway?.title ?? preset?.title ?? kind.title,
    settings: (gateway?.settings ?? preset?.settings ?? {}) as Record<string, Json>,
    ratherTwice: gateway?.ratherTwice ?? false,
  })
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const [takesTexts, setTakesTexts] = useState(gateway === null)
  // A gateway that was added is changed from then on, also when what came after it failed.
  const [made, setMade] = useState(gateway?.key ?? null)
  const saving = useSaving()
  const navigate = useNavigate()
  const goOn = useGoOn()

  const save = () =>
    saving.run(async () => {
      const written = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))
      const changed = {
        ...(gateway === null ? draft : edits),
        ...((gateway === null || edits.title !== undefined) && { title: draft.title.trim() }),
        ...(made === null && { kind: kind.kind }),
        ...(Object.keys(written).length > 0 && { secrets: written }),
      }
      const saved = gateway?.shared
        ? await saveSharedGateway(gateway.key, changed)
        : await saveThing('gateways', made, changed)
      setMade(saved.key)
      if (takesTexts) {
        // Read now: what is not known to be there would be taken away.
        const others = (await getRoutes()).filter(
          ({ gateway: name }) => name !== saved.key && name !== 'shared:sandbox',
        )
        await saveRoutes([{ gateway: saved.key, telemarketerId: null, chainMode: 'ids' }, ...others])
      }
      toast({ words: t(gateway === null ? 'gateways.added' : 'gateways.saved', { title: saved.title }) })
      await goOn(() => navigate({ to: '/gateways/$gatewayKey', params: { gatewayKey: gatewayName(saved) } }))
    })
  const remove = () =>
    saving.run(() => {
      const leave = () => goOn(() => navigate({ to: '/gateways', ignoreBlocker: true }))
      return gateway?.shared
        ? removeSharedGateway(gateway.key, leave)
        : removeThing('gateways', gateway?.key ?? '', leave)
    })
  const setSecret = (name: string, value: string) => setSecrets({ ...secrets, [name]: value })
  return { draft, change, secrets, setSecret, takesTexts, setTakesTexts, save, remove, ...saving }
}
