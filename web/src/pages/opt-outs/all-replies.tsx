import { Skeleton } from '@mantine/core'
import { useReplies } from '../../api/opt-outs.ts'
import type { Reply } from '../../api/types.ts'
import { Failure } from '../../shell/failure.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card } from '../../ui/parts.tsx'
import { ReplyRow } from './reply-row.tsx'

/** What people sent back, the newest first, and what each reply was taken for. */
export function AllReplies() {
  const pages = useReplies()
  const { data, error } = pages
  if (error !== null && data === undefined) return <Failure error={error} />
  if (data === undefined) return <Skeleton height={320} radius={14} />
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <>
      <Card padded={false}>
        <div className="section-head list-head">
          <h2>What people replied</h2>
        </div>
        <ul className="rows">
          {rows.map((one) => (
            <ReplyRow key={one.id} reply={one}>
              <p className="row-below quiet">{takenFor(one)}</p>
            </ReplyRow>
          ))}
        </ul>
        {rows.length === 0 && <p className="table-note">Nobody has replied.</p>}
      </Card>
      <OlderButton pages={pages} />
    </>
  )
}

function takenFor({ meaning, settledAt }: Reply): string {
  switch (meaning) {
    case 'stop':
      return 'Opted out'
    case 'start':
      return 'Lets texts go again'
    case 'agree':
      return 'Agreed to texts'
    case 'perhaps_stop':
      return settledAt === null
        ? 'May ask for no more texts: waits for you'
        : 'Might ask for no more texts: you decided'
    case 'other':
      return 'Asks for nothing'
  }
}
