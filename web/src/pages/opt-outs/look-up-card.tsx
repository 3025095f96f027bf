import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { checkNumber, optIn, optOut } from '../../api/opt-outs.ts'
import type { OptOutStanding } from '../../api/types.ts'
import { useLookUp } from '../../api/use-look-up.ts'
import { useGivenNumber } from '../../shell/jump/given-number.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Card, LinkButton, StateWord } from '../../ui/parts.tsx'

/** One number: how it stands, how that came about, and the other way. */
export function LookUpCard({ field }: { field: Ref<HTMLInputElement> }) {
  const { t } = useTranslation()
  const { number, type, found, look, after, isBusy, errorOf, failed } = useLookUp(checkNumber)
  const { ask, dialog } = useConfirm()
  useGivenNumber('/opt-outs', (given) => {
    type(given)
    void after(given, checkNumber(given))
  })
  const askBack = (asked: string) =>
    ask({
      title: t('optOuts.backAsk'),
      words: t('optOuts.backWords'),
      action: t('optOuts.backYes'),
      onYes: () => void after(asked, optIn(asked)),
    })
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
      <div aria-live="polite">
        {found !== null && (
          <>
            <p className="standing">
              <strong>{found.standing.numberShown}</strong>
              <StateWord
                tone={found.standing.optedOut ? 'warn' : 'ok'}
                word={t(found.standing.optedOut ? 'optOuts.isOut' : 'optOuts.getsTexts')}
              />
              {found.standing.optedOut ? (
                <LinkButton onClick={() => askBack(found.asked)} disabled={isBusy}>
                  {t('optOuts.back')}
                </LinkButton>
              ) : (
                <LinkButton onClick={() => void after(found.asked, optOut(found.asked))} disabled={isBusy}>
                  {t('optOuts.optOut')}
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
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <ul className="standing-history">
      {events.map((one) => (
        <li key={one.at}>
          {t(one.what === 'out' ? 'optOuts.wentOut' : 'optOuts.cameBack', {
            how: t(`numbers.by.${one.source}`),
            when: format.moment(one.at),
          })}
          {one.words !== null && <q lang={languageOf(one.words)}>{one.words}</q>}
        </li>
      ))}
    </ul>
  )
}
