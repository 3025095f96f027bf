import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { settleReply } from '../../api/opt-outs.ts'
import type { Reply } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card, Chip, ReasonBlock } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { ReplyRow } from './reply-row.tsx'

/** Replies that may ask for no more texts: a person reads them and says so. */
export function RepliesCard({ replies, hasMore }: { replies: readonly Reply[]; hasMore: boolean }) {
  const { t } = useTranslation()
  const { isBusy, run, failed, refused } = useSaving()
  const settle = (reply: Reply, isOptOut: boolean) => {
    keepFocus(document.activeElement)
    void run(() => settleReply(reply, isOptOut))
  }
  return (
    <Card padded={false}>
      <div className="section-head list-head">
        <h2>
          {t('optOuts.doThey')}{' '}
          <Chip tone="warn">
            {replies.length}
            {hasMore && '+'}
          </Chip>
        </h2>
      </div>
      <ul className="rows">
        {replies.map((one) => (
          <ReplyRow key={one.id} reply={one}>
            <p className="row-below">
              <Button size="xs" loading={isBusy} onClick={() => settle(one, true)}>
                {t('optOuts.yes')}
              </Button>
              <Button size="xs" variant="default" loading={isBusy} onClick={() => settle(one, false)}>
                {t('optOuts.no')}
              </Button>
            </p>
          </ReplyRow>
        ))}
      </ul>
      {failed !== null && (
        <ReasonBlock
          tone="bad"
          title={t('word.notSaved')}
          detail={<Refusal marked="above" {...{ failed, refused }} />}
        />
      )}
    </Card>
  )
}
