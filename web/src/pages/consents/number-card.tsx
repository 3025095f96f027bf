import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkConsent, exportConsent, revokeConsent } from '../../api/consents.ts'
import type { ConsentStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { isSame } from '../../same.ts'
import { attempt } from '../../shell/use-deed.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Card, LinkButton, StateWord } from '../../ui/parts.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useUnsaved } from '../../ui/use-unsaved.ts'
import { GiveForm, noConsent } from './give-form.tsx'

/** One number: whether it agreed, how that came about, and what may be done. */
export function NumberCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { t } = useTranslation()
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
      <h2>{t('numbers.one')}</h2>
      <Form
        onSubmit={() => void look()}
        submit={t('numbers.lookUp')}
        isBusy={isBusy}
        failed={numberProblem === undefined ? failed : null}
        canSubmit={number.trim() !== ''}
      >
        <NumberField
          ref={field}
          description={t('numbers.fingerprints')}
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
  const { t } = useTranslation()
  const format = useFormat()
  const { ask, dialog } = useConfirm()
  const entryWords = ({ what, source, givenAt, at, purpose, wording }: ConsentStanding['ledger'][number]) => {
    const said = { how: t(`numbers.by.${source}`), when: format.moment(givenAt ?? at) }
    if (what !== 'given') return t('consents.revoked', said)
    return wording === null
      ? t('consents.given', { ...said, purpose: purpose ?? '' })
      : t('consents.givenWording', { ...said, purpose: purpose ?? '', wording })
  }
  const askRevoke = () =>
    ask({
      title: t('consents.revokeAsk'),
      words: t('consents.revokeWords'),
      action: t('consents.revokeYes'),
      onYes: () => void attempt(async () => onFound(asked, await revokeConsent(asked))),
    })
  return (
    <>
      <p className="standing">
        <strong>{found.numberShown}</strong>
        <StateWord
          tone={found.hasConsent ? 'ok' : 'warn'}
          word={t(found.optedOut ? 'optOuts.isOut' : found.hasConsent ? 'consents.hasAgreed' : 'consents.noConsent')}
        />
        {found.current !== null && <LinkButton onClick={askRevoke}>{t('consents.revoke')}</LinkButton>}
        {found.ledger.length > 0 && (
          <LinkButton onClick={() => void attempt(() => download(asked))}>{t('consents.download')}</LinkButton>
        )}
      </p>
      {found.dndUntil !== null && (
        <p className="quiet-words">{t('consents.dnd', { when: format.moment(found.dndUntil) })}</p>
      )}
      <ul className="standing-history">
        {found.ledger.map((one) => (
          <li key={one.id}>
            {entryWords(one)}
            {one.evidence !== null && <q lang={languageOf(one.evidence)}>{one.evidence}</q>}
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
