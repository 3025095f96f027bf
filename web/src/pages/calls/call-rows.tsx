import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CallRow } from '../../api/types.ts'
import { Fate } from '../../story/fate.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { OutcomeIcon } from '../../ui/outcome-icon.tsx'
import { CallWords, useOpenWords } from './call-words.tsx'

/** On a phone a row of the table is two lines. */
export function CallRows({ rows }: { rows: readonly CallRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const openWords = useOpenWords()
  return (
    <ul className="rows">
      {rows.map((call) => (
        <li key={call.id}>
          <p className="row-top">
            <OutcomeIcon outcome={call.outcome} direction={call.direction} />
            <Link to="/calls/$callId" params={{ callId: call.id }} className="row-link" aria-label={openWords(call)}>
              <CallWords call={call} />
            </Link>
            <span className="quiet">
              {call.department === null ? '' : `${call.department.name} `}
              {call.callerShown === null ? t('calls.withheld') : lastDigits(call.callerShown)}
            </span>
            <time>{format.moment(call.endedAt)}</time>
          </p>
          {call.messages.length > 0 && (
            <p className="row-below">
              {call.messages.map((message) => (
                <Fate key={message.id} message={message} endedAt={call.endedAt} />
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** `+91 90000 ••417` -> `••417` */
const lastDigits = (shown: string) => /•+\d*$/.exec(shown)?.[0] ?? shown
