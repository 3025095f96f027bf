import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../api/types.ts'
import { costOf } from '../../story/answer.ts'
import { Fate } from '../../story/fate.tsx'
import { isCaller } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'

export function CallTable({ rows }: { rows: readonly CallRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <table className="table">
      <thead>
        <tr>
          <th>When</th>
          <th>Call</th>
          <th>Caller</th>
          <th>User</th>
          <th>Rule</th>
          <th>Text to caller</th>
          <th>Text to user</th>
          <th className="figure">Cost</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((call) => {
          const others = call.messages.filter((one) => !isCaller(one))
          return (
            <tr key={call.id}>
              <td className="quiet">
                <Link
                  to="/calls/$callId"
                  params={{ callId: call.id }}
                  className="row-link"
                  aria-label={`${t(`word.${call.outcome}`)}, ${format.moment(call.endedAt)}, open`}
                >
                  <span style={{ color: 'var(--ink2)', fontWeight: 450 }}>{format.moment(call.endedAt)}</span>
                </Link>
              </td>
              <td>
                <span className="call-word">
                  <OutcomeIcon outcome={call.outcome} direction={call.direction} />
                  <strong>{t(`word.${call.outcome}`)}</strong>
                  <span className="quiet">{call.department?.name}</span>
                </span>
              </td>
              <td className="whole">{call.callerShown ?? <span className="quiet">withheld</span>}</td>
              <td>{call.user?.name ?? <span className="quiet">nobody known</span>}</td>
              <td className="whole">
                {call.rule === null ? (
                  <span className="quiet">{call.isTest ? 'test' : call.confirmsOptOut ? 'confirmation' : 'none'}</span>
                ) : (
                  <span title={call.rule.name}>{t('word.rule', { place: call.rule.place })}</span>
                )}
              </td>
              <td>
                <Fate message={call.messages.find(isCaller)} endedAt={call.endedAt} />
              </td>
              <td>
                <Fate message={others[0]} endedAt={call.endedAt} />
                {others.length > 1 && <span className="quiet and-more">and {others.length - 1} more</span>}
              </td>
              <td className="figure quiet">{format.money(costOf(call.messages))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
