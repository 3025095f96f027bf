import { Checkbox, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Gateway, Json, Kind } from '../../api/types.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, LinkButton } from '../../ui/parts.tsx'
import { SchemaForm } from '../../ui/schema-form.tsx'
import { type Preset, useGatewayDraft } from './use-gateway-draft.ts'

type Props = { kind: Kind; preset?: Preset | undefined; gateway: Gateway | null }

/** A gateway's settings, drawn from its kind. What is secret is written and never shown again. */
export function GatewayForm({ kind, preset, gateway }: Props) {
  const { t } = useTranslation()
  const work = useGatewayDraft(kind, gateway, preset)
  const { draft, change, errorOf } = work
  const { ask, dialog } = useConfirm()
  const retire = () =>
    ask({
      title: t('word.removeAsk', { name: gateway?.title ?? '' }),
      words: t('gateways.removeAbout'),
      action: t('word.removeIt'),
      onYes: () => void work.remove(),
    })
  return (
    <Form
      onSubmit={() => void work.save()}
      submit={t(gateway === null ? 'gateways.addThis' : 'word.save')}
      draft={[draft, work.secrets, work.takesTexts]}
      isBusy={work.isBusy}
      failed={work.failed}
      refused={work.refused}
      extra={gateway !== null && <LinkButton onClick={retire}>{t('gateways.removeThis')}</LinkButton>}
    >
      <Card className="form">
        <TextInput
          label={t('gateways.title')}
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
          label={t('gateways.ratherTwice')}
          description={t('gateways.ratherTwiceAbout')}
          checked={draft.ratherTwice}
          onChange={(event) => change({ ratherTwice: event.currentTarget.checked })}
        />
        {gateway === null && (
          <Checkbox
            label={t('gateways.sendByIt')}
            checked={work.takesTexts}
            onChange={(event) => work.setTakesTexts(event.currentTarget.checked)}
          />
        )}
      </Card>
      {dialog}
    </Form>
  )
}
