import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveThing } from '../../api/setup.ts'
import type { Json, Kind, Source } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import { SchemaForm } from '../../ui/schema-form.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { SamplePreview } from './sample-preview.tsx'

type Preset = NonNullable<Kind['presets']>[number]
type Props = { kind: Kind; preset?: Preset | undefined; source: Source | null }

/** A source's settings, drawn from its kind, and beside them the call that comes out of a pasted sample. */
export function SourceForm({ kind, preset, source }: Props) {
  const { t } = useTranslation()
  const { draft, edits, change } = useEdits({
    name: source?.name ?? preset?.title ?? kind.title,
    settings: source?.settings ?? preset?.settings ?? {},
  })
  const { name, settings } = draft
  const [secrets, setSecrets] = useState<Record<string, string>>({})
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const navigate = useNavigate()
  const goOn = useGoOn()
  const save = () =>
    run(async () => {
      const written = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''))
      const saved = await saveThing('sources', source?.key ?? null, {
        ...(source === null ? draft : edits),
        ...((source === null || edits.name !== undefined) && { name: name.trim() }),
        ...(source === null && { kind: kind.kind }),
        ...(Object.keys(written).length > 0 && { secrets: written }),
      })
      toast({ words: t(source === null ? 'sources.added' : 'sources.saved', { name: saved.name }) })
      await goOn(() => navigate({ to: '/sources/$sourceKey', params: { sourceKey: saved.key } }))
    })
  return (
    <div className="stack">
      <Form
        onSubmit={() => void save()}
        submit={t(source === null ? 'sources.addThis' : 'word.save')}
        draft={[draft, secrets]}
        isBusy={isBusy}
        failed={failed}
        refused={refused}
      >
        <Card className="form">
          <TextInput
            label={t('word.name')}
            value={name}
            maxLength={80}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={errorOf('name')}
            required
          />
          <SchemaForm
            schema={kind.settingsSchema}
            values={settings}
            secretFields={kind.secretFields}
            kept={Object.keys(source?.secrets ?? {})}
            keptFor={source?.settings}
            secrets={secrets}
            onChange={(values) => change({ settings: values as Record<string, Json> })}
            onSecret={(field, value) => setSecrets({ ...secrets, [field]: value })}
            errorOf={errorOf}
          />
        </Card>
      </Form>
      <SamplePreview kind={kind.kind} settings={settings} />
    </div>
  )
}
