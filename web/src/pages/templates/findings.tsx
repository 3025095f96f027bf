import { useTranslation } from 'react-i18next'
import type { Previewed } from '../../api/setup.ts'
import { LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { MarkedText } from './marked-text.tsx'
import { charactersOf, codeOf, mendMismatch } from './mismatch.ts'
import { mendPlaceholder, nearestOf } from './placeholders.ts'

type Props = {
  body: string
  preview: Previewed | undefined
  /** Why the wording was not looked through. */
  failure: Error | null
  onMend: (body: string) => void
}

/** What is wrong with the wording, and what may become wrong with it: each with its place, and a way to mend it where there is one. */
export function Findings({ body, preview, failure, onMend }: Props) {
  const { t } = useTranslation()
  // Places are those of the wording that was looked through: in one typed since they would cut into other words.
  const reviewed = preview?.of.body ?? ''
  return (
    <div aria-live="polite" className="template-problems">
      {failure !== null && <ReasonBlock tone="bad" title={t('templates.finding.notLooked')} detail={failure.message} />}
      {preview?.problems
        .filter((one) => one.path === 'body')
        .map((problem) => {
          const near = nearestOf(problem.message)
          return (
            <ReasonBlock
              key={`${problem.code} ${problem.at}`}
              tone="bad"
              title={
                near === undefined
                  ? problem.message
                  : t('templates.finding.noPlaceholder', { placeholder: `{{${near.wrong}}}` })
              }
              {...(near !== undefined && {
                detail: t('templates.finding.didYouMean', { placeholder: `{{${near.meant}}}` }),
                action: (
                  <LinkButton onClick={() => onMend(mendPlaceholder(body, near.wrong, near.meant))}>
                    {t('templates.finding.useIt')}
                  </LinkButton>
                ),
              })}
            />
          )
        })}
      {preview?.findings.map(({ severity, code, message, at, length, replacement }) => (
        <ReasonBlock
          key={`${code} ${at}`}
          tone={severity === 'error' ? 'bad' : 'warn'}
          title={message}
          detail={
            length > 0 && at < reviewed.length ? <MarkedText text={reviewed} at={at} length={length} /> : undefined
          }
          action={
            replacement !== undefined && (
              <LinkButton
                disabled={reviewed !== body}
                onClick={() => onMend(body.slice(0, at) + replacement + body.slice(at + length))}
              >
                {replacement === ''
                  ? t('templates.finding.takeOut')
                  : replacement === ' '
                    ? t('templates.finding.oneSpace')
                    : t('templates.finding.write', { text: replacement })}
              </LinkButton>
            )
          }
        />
      ))}
      {preview !== undefined && <Mismatch body={body} preview={preview} onMend={onMend} />}
    </div>
  )
}

type MismatchProps = Pick<Props, 'body' | 'onMend'> & { preview: Previewed }

/** Where the wording first stands apart from the registered text. */
function Mismatch({ body, preview, onMend }: MismatchProps) {
  const { t } = useTranslation()
  const { mismatch } = preview.registered
  if (mismatch === null) return null
  const wording = preview.of.body
  const registered = preview.of.registered?.text ?? ''
  const characters = charactersOf(wording, registered, mismatch)
  const mended = mendMismatch(wording, registered, mismatch)
  return (
    <ReasonBlock
      tone="bad"
      title={mismatch.message}
      code="dlt_text_mismatch"
      detail={
        <>
          {t('templates.finding.wording')} {characters && codeOf(characters.mine)}
          <MarkedText text={wording} at={mismatch.at} />
          {t('templates.finding.registered')} {characters && codeOf(characters.its)}
          <MarkedText text={registered} at={mismatch.registeredAt} />
        </>
      }
      action={
        mended === null ? undefined : (
          <LinkButton disabled={wording !== body} onClick={() => onMend(mended.body)}>
            {t(`templates.finding.${mended.does}`, { character: mended.character })}
          </LinkButton>
        )
      }
    />
  )
}
