import { type Ref, useState } from 'react'
import { checkConsent, exportConsent, revokeConsent } from '../../api/consents.ts'
import type { ConsentStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { isSame } from '../../same.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Card, LinkButton, StateWord } from '../../ui/parts.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { GiveForm, noConsent } from './give-form.tsx'
import { sourceWord } from './words.ts'

/** One number: whether it agreed, how that came about, and what may be done. */
export function NumberCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { number, type, found, show, look, isBusy, errorOf, failed } = useLookUp(checkConsent)
  // What was typed of a consent outlives a look at the number: the field above is opened to put a digit right.
  const [draft, setDraft] = useState(noConsent)
  const isAsked = found !== null && !found.standing.hasConsent && !found.standing.optedOut
  useUnsaved(!isAsked && !isSame(draft, noConsent))
  const given = (asked: string, standing: ConsentStanding) => {
    setDraft(noConsent)
    show(asked, standing)
  }
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
      <div aria-live="polite">{found !== null && <Standing {...found} onFound={show} />}</div>
      {isAsked && (
        <GiveForm
          number={found.asked}
          draft={draft}
          onChange={setDraft}
          onGiven={(standing) => given(found.asked, standing)}
        />
      )}
    </Card>
  )
}

type Props = {
  asked: string
  standing: ConsentStanding
  onFound: (asked: string, standing: ConsentStanding) => void
}

function Standing({ asked, standing: found, onFound }: Props) {
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const failed = (error: Error) => toast({ tone: 'bad', words: error.message })
  const askRevoke = () =>
    ask({
      title: 'Revoke this consent?',
      words: 'Texts that need consent go to the number no more. Who did this, and when, is kept.',
      action: 'Revoke it',
      onYes: () => void revokeConsent(asked).then((standing) => onFound(asked, standing), failed),
    })
  return (
    <>
      <p className="standing">
        <strong>{found.numberShown}</strong>
        <StateWord
          tone={found.hasConsent ? 'ok' : 'warn'}
          word={found.optedOut ? 'opted out' : found.hasConsent ? 'has agreed' : 'no consent'}
        />
        {found.current !== null && <LinkButton onClick={askRevoke}>Revoke</LinkButton>}
        {found.ledger.length > 0 && (
          <LinkButton onClick={() => void download(asked).catch(failed)}>Download its record</LinkButton>
        )}
      </p>
      {found.dndUntil !== null && (
        <p className="quiet-words">
          Its preferences (DND) refused a promotional text. That is believed until {format.moment(found.dndUntil)}, or
          until a newer consent.
        </p>
      )}
      <ul className="standing-history">
        {found.ledger.map((one) => (
          <li key={one.id}>
            {one.what === 'given' ? 'Agreed' : 'Revoked'} {sourceWord[one.source]},{' '}
            {format.moment(one.givenAt ?? one.at)}
            {one.what === 'given' && `: ${one.purpose}`}
            {one.wording !== null && one.what === 'given' && ` (${one.wording})`}
            {one.evidence !== null && <q>{one.evidence}</q>}
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}

async function download(number: string): Promise<void> {
  const record = await exportConsent(number)
  saveFile('consent.json', new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' }))
}
