import type { Preview } from '../../api/types.ts'
import { LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { MarkedText } from './marked-text.tsx'
import { mendPlaceholder, nearestOf } from './placeholders.ts'

type Props = { body: string; preview: Preview | undefined; onMend: (body: string) => void }

/** What is wrong with the wording, and what may become wrong with it: each with its place, and a way to mend it where there is one. */
export function Findings({ body, preview, onMend }: Props) {
  return (
    <div aria-live="polite" className="template-problems">
      {preview?.problems
        .filter((one) => one.path === 'body')
        .map((problem) => {
          const near = nearestOf(problem.message)
          return (
            <ReasonBlock
              key={`${problem.code} ${problem.at}`}
              tone="bad"
              title={near === undefined ? problem.message : `There is no placeholder {{${near.wrong}}}`}
              {...(near !== undefined && {
                detail: `Did you mean {{${near.meant}}}?`,
                action: (
                  <LinkButton onClick={() => onMend(mendPlaceholder(body, near.wrong, near.meant))}>Use it</LinkButton>
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
          detail={length > 0 && at < body.length ? <MarkedText text={body} at={at} length={length} /> : undefined}
          action={
            replacement !== undefined && (
              <LinkButton onClick={() => onMend(body.slice(0, at) + replacement + body.slice(at + length))}>
                {replacement === ''
                  ? 'Take it out'
                  : replacement === ' '
                    ? 'Write one space'
                    : `Write “${replacement}”`}
              </LinkButton>
            )
          }
        />
      ))}
    </div>
  )
}
