import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { type Filling, useHeaders, usePreview, useTemplates } from '../../api/setup.ts'
import { useSender } from '../../story/use-sender.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Handset, HandsetNote } from '../../ui/handset.tsx'
import { Meter } from '../../ui/meter.tsx'

/** `filling`: undefined while it is not known. */
type Props = { template: string; filling: Filling | undefined; label: string }

/** A template on a handset, filled with the account's own data, and its meter. */
export function TextPreview({ template: key, filling, label }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const account = useAccount()
  const { data: templates } = useTemplates()
  const { data: headers } = useHeaders()
  const template = templates?.find((one) => one.key === key)
  const { data: preview } = usePreview(
    template === undefined || filling === undefined
      ? undefined
      : {
          body: template.body,
          category: template.category,
          language: template.language,
          registered: template.registered,
          ...filling,
        },
  )
  const header = headers?.find((one) => one.key === template?.header)?.header
  const { sender, note } = useSender()(header, { category: template?.category })
  const texts =
    preview === undefined || template === undefined
      ? []
      : [{ id: key, text: preview.text, at: format.handset(Date.now()), language: template.language }]
  return (
    <>
      <Handset
        size="short"
        label={t('calls.text.handset', { who: label })}
        sender={sender}
        initial={account.name.slice(0, 1)}
        clock={format.handset(Date.now()).replace(/\s.*$/, '')}
        day={t('days.today')}
        texts={texts}
        waiting={templates !== undefined && template === undefined ? t('rules.noTemplate') : ''}
      />
      {preview !== undefined && template !== undefined && (
        <Meter
          text={preview.text}
          encoding={preview.encoding}
          parts={preview.parts}
          price={format.money(preview.price.amount, preview.price.currency)}
        />
      )}
      <HandsetNote words={note} />
    </>
  )
}
