import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { useHeaders } from '../../api/setup.ts'
import type { Preview } from '../../api/types.ts'
import { useSender } from '../../story/use-sender.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Handset, HandsetNote } from '../../ui/handset.tsx'
import { Cost } from './cost.tsx'
import { FilledFrom, useCallsThatWere } from './filled-from.tsx'
import type { Filled } from './use-filled.ts'
import type { Draft } from './use-review.ts'

type Props = { draft: Draft; filled: Filled; preview: Preview | undefined; failure: Error | null }

/** A wording on a handset, filled as somebody chooses, and what it costs so. */
export function AsRead({ draft, filled, preview, failure }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const account = useAccount()
  const { data: headers } = useHeaders()
  const calls = useCallsThatWere() ?? []
  const header = headers?.find((one) => one.key === draft.header)?.header
  const { sender, note } = useSender()(header, { category: draft.category })
  const at = format.handset(Date.now())
  const texts = preview ? [{ id: 'preview', text: preview.text, at, language: draft.language }] : []
  return (
    <aside className="as-read template-preview" aria-label={t('rules.readAs')}>
      <SegmentedControl
        fullWidth
        aria-label={t('filled.with')}
        value={filled.isLongest ? 'longest' : 'typical'}
        onChange={(value) => filled.setLongest(value === 'longest')}
        data={[
          { value: 'typical', label: t('filled.typical') },
          { value: 'longest', label: t('filled.longest') },
        ]}
      />
      <Handset
        label={t('templates.reading.handset')}
        size="short"
        sender={sender}
        initial={account.name.slice(0, 1)}
        clock={at.replace(/\s.*$/, '')}
        day={t('days.today')}
        texts={texts}
        waiting={t(failure === null ? 'templates.reading.waiting' : 'templates.reading.notKnown')}
      />
      {preview !== undefined && (
        <>
          <Cost preview={preview} />
          {filled.isLongest ? (
            <HandsetNote words={t('filled.byLongest')} />
          ) : (
            <FilledFrom call={filled.call} calls={calls} onChoose={filled.setCall} />
          )}
        </>
      )}
      <HandsetNote words={note} />
    </aside>
  )
}
