import type { Ref } from 'react'
import { checkNumber, optIn, optOut } from '../../api/opt-outs.ts'
import type { OptOutStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { useGivenNumber } from '../../shell/jump/given-number.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Card, LinkButton, StateWord } from '../../ui/parts.tsx'
import { sourceWord } from './words.ts'

/** One number: how it stands, how that came about, and the other way. */
export function LookUpCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { number, type, found, look, after, isBusy, errorOf, failed } = useLookUp(checkNumber)
  const { ask, dialog } = useConfirm()
  useGivenNumber('/opt-outs', (given) => {
    type(given)
    void after(given, checkNumber(given))
  })
  const askBack = (asked: string) =>
    ask({
      title: 'Let texts go again?',
      words: 'Only if whoever has the number asked for it. Who did this, and when, is kept.',
      action: 'They asked for it',
      onYes: () => void after(asked, optIn(asked)),
    })
  const numberProblem = errorOf('number')
  return (
    <Card className="form">
      <h2>A number</h2>
      <Form
        onSubmit={() => void look()}
        submit="Look it up"
        isBusy={isBusy}
        failed={numberProblem === undefined ? failed : null}
        canSubmit={number.trim() !== ''}
      >
        <NumberField
          ref={field}
          description="Numbers are kept as fingerprints that nobody can read back. Enter one to see how it stands."
          value={number}
          onChange={type}
          error={numberProblem}
        />
      </Form>
      <div aria-live="polite">
        {found !== null && (
          <>
            <p className="standing">
              <strong>{found.standing.numberShown}</strong>
              <StateWord
                tone={found.standing.optedOut ? 'warn' : 'ok'}
                word={found.standing.optedOut ? 'opted out' : 'gets texts'}
              />
              {found.standing.optedOut ? (
                <LinkButton onClick={() => askBack(found.asked)} disabled={isBusy}>
                  Let texts go again
                </LinkButton>
              ) : (
                <LinkButton onClick={() => void after(found.asked, optOut(found.asked))} disabled={isBusy}>
                  Opt it out
                </LinkButton>
              )}
            </p>
            <History events={found.standing.history} />
          </>
        )}
      </div>
      {dialog}
    </Card>
  )
}

function History({ events }: { events: OptOutStanding['history'] }) {
  const format = useFormat()
  return (
    <ul className="standing-history">
      {events.map((one) => (
        <li key={one.at}>
          {one.what === 'out' ? 'Opted out' : 'Opted in again'} {sourceWord[one.source]}, {format.moment(one.at)}
          {one.words !== null && <q>{one.words}</q>}
        </li>
      ))}
    </ul>
  )
}
