import { Checkbox, Switch, TextInput } from '@mantine/core'
import type { Gateway, Json, Kind } from '../../api/types.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, LinkButton } from '../../ui/parts.tsx'
import { SchemaForm } from '../../ui/schema-form.tsx'
import { type Preset, useGatewayDraft } from './use-gateway-draft.ts'

type Props = { kind: Kind; preset?: Preset | undefined; gateway: Gateway | null }

const twice =
  'A text in doubt is sent again by itself. It may arrive twice. Off: a text in doubt waits for evidence or for you.'

/** A gateway's settings, drawn from its kind. What is secret is written and never shown again. */
export function GatewayForm({ kind, preset, gateway }: Props) {
  const work = useGatewayDraft(kind, gateway, preset)
  const { draft, change, errorOf } = work
  const { ask, dialog } = useConfirm()
  const retire = () =>
    ask({
      title: `Remove ${gateway?.title}?`,
      words: 'Texts that still wait for it are skipped or take the next way out. What it sent stays in the history.',
      action: 'Remove it',
      onYes: () => void work.remove(),
    })
  return (
    <Form
      onSubmit={() => void work.save()}
      submit={gateway === null ? 'Add gateway' : 'Save'}
      draft={[draft, work.secrets, work.takesTexts]}
      isBusy={work.isBusy}
      failed={work.failed}
      refused={work.refused}
      extra={gateway !== null && <LinkButton onClick={retire}>Remove this gateway</LinkButton>}
    >
      <Card className="form">
        <TextInput
          label="Title"
          value={draft.title}
          maxLength={80}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={errorOf('title')}
          required
        />
        <SchemaForm
          schema={kind.settingsSchema}
          values={draft.settings}
          secretFields={kind.secretFields}
          kept={Object.keys(gateway?.secrets ?? {})}
          keptFor={gateway?.settings}
          secrets={work.secrets}
          onChange={(values) => change({ settings: values as Record<string, Json> })}
          onSecret={work.setSecret}
          errorOf={errorOf}
        />
      </Card>
      <Card className="form">
        <Switch
          label="Rather twice than never"
          description={twice}
          checked={draft.ratherTwice}
          onChange={(event) => change({ ratherTwice: event.currentTarget.checked })}
        />
        {gateway === null && (
          <Checkbox
            label="Send this account’s texts by it from now on"
            checked={work.takesTexts}
            onChange={(event) => work.setTakesTexts(event.currentTarget.checked)}
          />
        )}
      </Card>
      {dialog}
    </Form>
  )
}
