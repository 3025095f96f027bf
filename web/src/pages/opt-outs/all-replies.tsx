import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useReplies } from '../../api/opt-outs.ts'
import type { Reply } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card } from '../../ui/parts.tsx'
import { ReplyRow } from './reply-row.tsx'

/** What people sent back, the newest first, and what each reply was taken for. */
export function AllReplies() {
  const { t } = useTranslation()
  const pages = useReplies()
  const { data, error } = pages
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <Skeleton height={320} radius={14} />
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <>
      <Card padded={false}>
        <div className="section-head list-head">
          <h2>{t('optOuts.replies')}</h2>
        </div>
        <ul className="rows">
          {rows.map((one) => (
            <ReplyRow key={one.id} reply={one}>
              <p className="row-below quiet">{t(`optOuts.taken.${takenFor(one)}`)}</p>
            </ReplyRow>
          ))}
        </ul>
        {rows.length === 0 && <p className="table-note">{t('optOuts.noReplies')}</p>}
      </Card>
      <OlderButton pages={pages} />
    </>
  )
}

function takenFor({ meaning, settledAt }: Reply) {
  if (meaning === 'perhaps_stop') return settledAt === null ? 'perhaps' : 'decided'
  return meaning
}
