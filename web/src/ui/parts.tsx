import './parts.css'
import './steps.css'
import { IconAlertTriangle, IconCheck, IconMessageOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocusIn } from './keep-focus.ts'
import { languageOf } from './languages.ts'

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad'

export function Card({
  children,
  className,
  padded = true,
  ...rest
}: {
  children: ReactNode
  className?: string
  padded?: boolean
  'aria-label'?: string
  id?: string
}) {
  return (
    <section className={`card ${className ?? ''}`} data-padded={padded || undefined} {...rest}>
      {children}
    </section>
  )
}

type PageHeadProps = {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Where another page came by itself in the place of what somebody was at. */
  takesFocus?: boolean
}

/** The head of every page: the title, under it the answer as a sentence, at the right what can be done. */
export function PageHead({ title, lead, actions, takesFocus = false }: PageHeadProps) {
  return (
    <header className="page-head">
      <div>
        <h1 lang={langOf(title)} {...(takesFocus && { tabIndex: -1, ref: takeFocus })}>
          {title}
        </h1>
        {lead !== undefined && <div className="page-lead">{lead}</div>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </header>
  )
}

/** Of words that may be of the account or of the program, which answers in English. */
const langOf = (words: ReactNode) => (typeof words === 'string' ? languageOf(words) : undefined)

const takeFocus = (heading: HTMLElement | null) => heading?.focus()

export function Chip({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}

/** A state as dot and word: colour is never alone. */
export function StateWord({ tone, word, after }: { tone: Tone; word: string; after?: string | undefined }) {
  return (
    <span className="state-word" data-tone={tone} lang={languageOf(word)}>
      <span className="dot" aria-hidden="true" />
      {word}
      {after !== undefined && (
        <span className="state-after" lang={languageOf(after)}>
          {after}
        </span>
      )}
    </span>
  )
}

/** Every no has a reason, every reason a way out: what happened, detail, what mends it, at which check, code, the way to others like it, one action. */
export function ReasonBlock({
  title,
  detail,
  mend,
  check,
  code,
  more,
  action,
  tone = 'warn',
}: {
  title: ReactNode
  detail?: ReactNode
  mend?: string | null | undefined
  check?: { words: string } | null | undefined
  code?: string | undefined
  more?: ReactNode
  action?: ReactNode
  tone?: 'warn' | 'bad'
}) {
  const Icon = tone === 'warn' ? IconMessageOff : IconAlertTriangle
  return (
    <div className="reason" data-tone={tone}>
      <Icon size={19} stroke={1.7} aria-hidden="true" />
      <div className="reason-words">
        <strong lang={langOf(title)}>{title}</strong>
        {detail !== undefined && <p lang={langOf(detail)}>{detail}</p>}
        {mend && <p lang={languageOf(mend)}>{mend}</p>}
        {check && (
          <p className="reason-check" lang={languageOf(check.words)}>
            {check.words}
          </p>
        )}
        {code !== undefined && <code>{code}</code>}
        {more !== undefined && <span className="reason-more">{more}</span>}
      </div>
      {action !== undefined && <div className="reason-action">{action}</div>}
    </div>
  )
}

export function Bar({ part, whole, tone = 'accent' }: { part: number; whole: number; tone?: 'accent' | 'other' }) {
  const share = whole === 0 ? 0 : Math.min(part / whole, 1)
  return (
    <span className="bar" data-tone={tone} aria-hidden="true">
      <span style={{ width: part === 0 ? 0 : `max(${share * 100}%, 2px)` }} />
    </span>
  )
}

/** What something costs, in a row of such. */
export const CostLine = ({ of, children }: { of: string; children: ReactNode }) => (
  <dl className="cost-line">
    <dt>{of}</dt>
    <dd>{children}</dd>
  </dl>
)

type EmptyProps = { title: string; children?: ReactNode; action?: ReactNode; aside?: ReactNode }

/** What this is, what is already done, one next step; beside it, where it helps, a true example. */
export function EmptyState({ title, children, action, aside }: EmptyProps) {
  return (
    <div className="empty">
      <div className="empty-words">
        <h2>{title}</h2>
        {children}
        {action !== undefined && <div className="empty-action">{action}</div>}
      </div>
      {aside}
    </div>
  )
}

/** The same in the place of a list, whose card leaves the margins to its rows. */
export function EmptyList(props: EmptyProps) {
  return (
    <div className="table-none">
      <EmptyState {...props} />
    </div>
  )
}

/** Facts in a row; a note says under one what goes with it, such as that it is not as it was told. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode; note?: string | undefined }[] }) {
  return (
    <dl className="facts">
      {items.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note !== undefined && (
            <dd className="fact-note" lang={languageOf(note)}>
              {note}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

export function StatTile({
  label,
  figure,
  unit,
  line,
}: {
  label: string
  figure: string
  unit?: string
  line?: ReactNode
}) {
  return (
    <div className="stat">
      <p className="stat-label">{label}</p>
      <p className="stat-figure">
        {figure}
        {unit !== undefined && <span> {unit}</span>}
      </p>
      {line !== undefined && <p className="stat-line">{line}</p>}
    </div>
  )
}

/** A deed told as a link. Where it goes away with what it does, the focus goes on in its card. */
export function LinkButton({
  children,
  onClick,
  disabled,
}: {
  children: ReactNode
  onClick: () => void
  disabled?: boolean
}) {
  const press = () => {
    // First, so that a deed which knows where else it leads has its way.
    keepFocusIn('.card')
    onClick()
  }
  return (
    // Not `disabled`: the focus would be nowhere once it is pressed.
    <button
      type="button"
      className="link-button"
      onClick={disabled ? undefined : press}
      aria-disabled={disabled || undefined}
    >
      {children}
    </button>
  )
}

/** A step that is done, is next, or is still to come. */
export function Step({
  place,
  is,
  title,
  children,
}: {
  place: number
  is: 'done' | 'next' | 'coming'
  title: ReactNode
  children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <li className="step" data-is={is}>
      <span className="step-place">{is === 'done' ? <IconCheck size={18} aria-label={t('ui.done')} /> : place}</span>
      <div className="step-words">
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  )
}
