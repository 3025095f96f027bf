import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../api/types.ts'
import { costOf } from '../../story/answer.ts'
import { Fate } from '../../story/fate.tsx'
import { isCaller } from '../../story/words.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'
import { CallWords, useOpenWords } from './call-words.tsx'

export function CallTable({ rows }: { rows: readonly CallRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const openWords = useOpenWords()
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('calls.when')}</th>
          <th>{t('calls.call')}</th>
          <th>{t('word.caller')}</th>
          <th>{t('word.user')}</th>
          <th>{t('calls.rule')}</th>
          <th>{t('calls.toCaller')}</th>
          <th>{t('calls.toUser')}</th>
          <th className="figure">{t('calls.cost')}</th>
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
                  aria-label={openWords(call)}
                >
                  <span style={{ color: 'var(--ink2)', fontWeight: 450 }}>{format.moment(call.endedAt)}</span>
                </Link>
              </td>
              <td>
                <span className="call-word">
                  <OutcomeIcon outcome={call.outcome} direction={call.direction} />
                  <CallWords call={call} />
                  <span className="quiet">{call.department?.name}</span>
                </span>
              </td>
              <td className="whole">{call.callerShown ?? <Quiet words={t('calls.withheld')} />}</td>
              <td>{call.user?.name ?? <Quiet words={t('calls.nobodyKnown')} />}</td>
              <td className="whole">
                {call.rule === null ? (
                  <Quiet words={t(`calls.${call.isTest ? 'test' : call.confirmsOptOut ? 'confirmation' : 'noRule'}`)} />
                ) : (
                  <span title={call.rule.name}>{t('word.rule', { place: call.rule.place })}</span>
                )}
              </td>
              <td>
                <Fate message={call.messages.find(isCaller)} endedAt={call.endedAt} />
              </td>
              <td>
                <Fate message={others[0]} endedAt={call.endedAt} />
                {others.length > 1 && <Quiet words={t('calls.more', { count: others.length - 1 })} isMore />}
              </td>
              <td className="figure quiet">{format.money(costOf(call.messages))}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Quiet({ words, isMore = false }: { words: string; isMore?: boolean }) {
  return <span className={isMore ? 'quiet and-more' : 'quiet'}>{words}</span>
}
