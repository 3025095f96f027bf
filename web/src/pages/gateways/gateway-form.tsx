import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { removeThing, saveRoutes, saveThing, useRoutes } from '../../api/setup.ts'
import type { Gateway, Json, Kind } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, LinkButton } from '../../ui/parts.tsx'
import { SchemaForm } from '../../ui/schema-form.tsx'

type Props = { kind: Kind; gateway: Gateway | null }

/** A gateway's settings, drawn from its kind. What is secret is written and never shown again. */
export function GatewayForm({ kind, gateway }: Props) {
  const [title, setTitle] = useState(gateway?.title ?? kind.title)
  const [settings, setSettings] = useState<Record<string, Json>>(gateway?.settings ?? {})
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const [ratherTwice, setRatherTwice] = useState(gateway?.ratherTwice ?? false)
  const [takesTexts, setTakesTexts] = useState(gateway === null)
  const { data: routes } = useRoutes()
  const { isBusy, run, errorOf, failed } = useSaving()
  const { ask, dialog } = useConfirm()
  const navigate = useNavigate()

  const save = () =>
    run(async () => {
      const written = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))
      const saved = await saveThing('gateways', gateway?.key ?? null, {
        title: title.trim(),
        settings,
        ratherTwice,
        ...(gateway === null && { kind: kind.kind }),
        ...(Object.keys(written).length > 0 && { secrets: written }),
      })
      if (takesTexts)
        await saveRoutes([
          { gateway: saved.key, telemarketerId: null },
          ...(routes ?? []).filter((one) => one.gateway !== saved.key && one.gateway !== 'shared:sandbox'),
        ])
      toast({ words: gateway === null ? `${saved.title} is added` : `${saved.title} is saved` })
      await navigate({ to: '/gateways/$gatewayKey', params: { gatewayKey: saved.key } })
    })
  const retire = () =>
    ask({
      title: `Remove ${gateway?.title}?`,
      words: 'Texts that still wait for it are skipped or take the next way out. What it sent stays in the history.',
      action: 'Remove it',
      onYes: () =>
        void run(async () => {
          await removeThing('gateways', gateway?.key ?? '')
          await navigate({ to: '/gateways' })
        }),
    })
  return (
    <Form
      onSubmit={() => void save()}
      submit={gateway === null ? 'Add gateway' : 'Save'}
      isBusy={isBusy}
      failed={failed}
      extra={gateway !== null && <LinkButton onClick={retire}>Remove this gateway</LinkButton>}
    >
      <Card className="form">
        <TextInput
          label="Title"
          value={title}
          maxLength={80}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={errorOf('title')}
          required
        />
        <SchemaForm
          schema={kind.settingsSchema}
          values={settings}
          secretFields={kind.secretFields}
          kept={Object.keys(gateway?.secrets ?? {})}
          secrets={secrets}
          onChange={(values) => setSettings(values as Record<string, Json>)}
          onSecret={(name, value) => setSecrets({ ...secrets, [name]: value })}
          errorOf={errorOf}
        />
      </Card>
      <Card className="form">
        <Switch
          label="Rather twice than never"
          description="A text in doubt is sent again by itself. It may arrive twice. Off: a text in doubt waits for evidence or for you."
          checked={ratherTwice}
          onChange={(event) => setRatherTwice(event.currentTarget.checked)}
        />
        {gateway === null && (
          <Checkbox
            label="Send this account’s texts by it from now on"
            checked={takesTexts}
            onChange={(event) => setTakesTexts(event.currentTarget.checked)}
          />
        )}
      </Card>
      {dialog}
    </Form>
  )
}
