import { useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, Menu, Switch } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowsSort,
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../api/types.ts'
import { percent } from '../../format.ts'
import { ruleSentence } from '../../sentence/sentence.ts'
import { useNames } from '../../story/use-names.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Bar, LinkButton } from '../../ui/parts.tsx'
import { RuleSentence } from '../../ui/rule-sentence.tsx'
import { MoveToPlace } from './move-to-place.tsx'
import type { RuleProblem } from './rule-problems.ts'

type Props = {
  rule: Rule
  /** All of them, in the order that is in force. */
  rules: readonly Rule[]
  index: number
  /** While they are counted undefined; null where they could not be. */
  calls: number | undefined | null
  total: number
  /** Shares of all calls that are still unread before and after this rule: the width of the stream. */
  flow: { before: number; after: number }
  takenBy: readonly number[]
  problems: readonly RuleProblem[]
  isSelected: boolean
  isLifted: boolean
  onSelect: () => void
  onHandleKey: (event: KeyboardEvent) => void
  onMoveTo: (place: number) => void
  onToggle: () => void
  onRemove: () => void
}

/** A card that is moved by a button or a key goes to its place as one that is dragged. */
const motion = { duration: 160, easing: 'ease-out', idle: true }

const streamWidth = (share: number) => `${3 + share * 10}px`

/** One rule: its place, its name, its sentence, the calls it caught, and its switch. */
export function RuleCard(props: Props) {
  const { rule, rules, index, flow, isSelected, isLifted, onSelect, onMoveTo } = props
  const { t, i18n } = useTranslation()
  const names = useNames()
  const { ref, handleRef, isDragging } = useSortable({ id: rule.key, index, transition: motion })
  const place = index + 1
  const count = rules.length
  const named = { place, name: rule.name }
  return (
    <li
      ref={ref}
      className="rule-card"
      data-selected={isSelected || undefined}
      data-off={!rule.enabled || undefined}
      data-lifted={isLifted || isDragging || undefined}
      style={{ '--flow-in': streamWidth(flow.before), '--flow-out': streamWidth(flow.after) } as React.CSSProperties}
    >
      <div className="rule-order">
        <button
          type="button"
          className="rule-nudge"
          aria-label={t('rules.up', { place })}
          disabled={index === 0}
          onClick={() => onMoveTo(index - 1)}
        >
          <IconChevronUp size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          ref={handleRef}
          className="rule-handle"
          aria-label={t('rules.handle', named)}
          aria-describedby="handle-help"
          aria-pressed={isLifted}
          onKeyDown={props.onHandleKey}
        >
          <IconGripVertical size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="rule-nudge"
          aria-label={t('rules.down', { place })}
          disabled={index === count - 1}
          onClick={() => onMoveTo(index + 1)}
        >
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </div>
      <span className="rule-stream" aria-hidden="true">
        <span className="rule-place">{place}</span>
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the mouse; the name inside is the button */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button inside takes the keys */}
      <div className="rule-words" onClick={onSelect}>
        <button type="button" className="rule-name" aria-pressed={isSelected} onClick={onSelect}>
          <span className="sr-only">{t('word.rule', { place })}: </span>
          {rule.name}
        </button>
        <p className="rule-sentence">
          <RuleSentence pieces={ruleSentence(i18n.language, rule, names, { isLast: place === count })} />
        </p>
      </div>
      <Caught {...props} />
      <Switch
        checked={rule.enabled}
        onChange={props.onToggle}
        aria-label={t('rules.switch', named)}
        className="rule-switch"
      />
      <RuleMenu {...props} />
      <Dead takenBy={props.takenBy} onMoveTo={onMoveTo} />
      {props.problems.map((one) => (
        <Amiss key={one.heading} problem={one} ruleKey={rule.key} />
      ))}
    </li>
  )
}

/** A rule that can never fire: because of which rules above, and the move that mends it. */
function Dead({ takenBy, onMoveTo }: Pick<Props, 'takenBy' | 'onMoveTo'>) {
  const { t } = useTranslation()
  const top = Math.min(...takenBy)
  if (takenBy.length === 0) return null
  return (
    <p className="rule-dead">
      <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" />
      <span>
        <strong>{t('rules.neverFires')}</strong>{' '}
        {takenBy.length === 1
          ? t('rules.takesFirst', { place: top })
          : t('rules.takeFirst', { places: takenBy.join(', ') })}
      </span>
      <LinkButton onClick={() => onMoveTo(top - 1)}>{t('rules.moveAbove', { place: top })}</LinkButton>
    </p>
  )
}

/** What is amiss with a rule by itself: of several of a kind the first, the rest stand where it is mended. */
function Amiss({ problem: { heading, messages }, ruleKey }: { problem: RuleProblem; ruleKey: string }) {
  const { t } = useTranslation()
  const more = messages.length - 1
  return (
    <p className="rule-dead">
      <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" />
      <span>
        <strong>{t('rules.heading', { heading: t(`rules.problem.${heading}`) })}</strong>{' '}
        <span lang="en">{messages[0]}</span>
        {more > 0 && ` ${t('rules.andMore', { count: more })}`}
      </span>
      <Link className="link-button" to="/after-call-sms/custom/$ruleKey" params={{ ruleKey }}>
        {t('rules.mend')}
      </Link>
    </p>
  )
}

function Caught({ rule, calls, total }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!rule.enabled && calls === 0) return <p className="rule-calls">{t('rules.off')}</p>
  return (
    <div className="rule-calls">
      <p>
        {calls === undefined || calls === null ? (
          <span className="rule-calls-wait">{calls === undefined ? '…' : '–'}</span>
        ) : (
          <>
            <strong>{format.count(calls)}</strong> {t('rules.calls', { count: calls })}, {percent(calls, total)}
          </>
        )}
      </p>
      <Bar part={calls ?? 0} whole={total} />
    </div>
  )
}

function RuleMenu({ rule, rules, index, onMoveTo, onRemove }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isMoving, setMoving] = useState(false)
  const place = index + 1
  return (
    <div className="rule-menu">
      <Menu width={200}>
        <Menu.Target>
          <ActionIcon aria-label={t('rules.more', { place })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            onClick={() => void navigate({ to: '/after-call-sms/custom/$ruleKey', params: { ruleKey: rule.key } })}
          >
            {t('rules.edit', { place })}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() => void navigate({ to: '/after-call-sms/custom/new', search: { of: rule.key } })}
          >
            {t('rules.duplicate')}
          </Menu.Item>
          {rules.length > 1 && (
            <Menu.Item leftSection={<IconArrowsSort size={16} />} onClick={() => setMoving(true)}>
              {t('rules.moveTo')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t('rules.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MoveToPlace
        opened={isMoving}
        onClose={() => setMoving(false)}
        name={rule.name}
        place={place}
        rules={rules}
        onMove={(to) => onMoveTo(to - 1)}
      />
    </div>
  )
}
