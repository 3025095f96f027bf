import './jump.css'
import { Modal } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { type Question, useConfirm } from '../../ui/confirm.tsx'
import { isCommand, withCommand } from '../key-names.ts'
import { typedNumber } from './fit.ts'
import { type Found, type Group, nothing, type Option } from './found.tsx'
import { useNamed, usePages } from './use-named.tsx'
import { useNumber } from './use-number.tsx'

type Props = { isOpen: boolean; onOpen: () => void; onClose: () => void }

/** Finds a number, something of the account by its name, or a page, and goes there: by keyboard alone. */
export function Jump({ isOpen, onOpen, onClose }: Props) {
  const { t } = useTranslation()
  const { ask, dialog } = useConfirm()
  useShortcut(onOpen)
  return (
    <>
      <Modal.Root
        opened={isOpen}
        onClose={onClose}
        size={640}
        yOffset="9dvh"
        xOffset={12}
        radius="lg"
        transitionProps={{ duration: 0 }}
      >
        <Modal.Overlay />
        <Modal.Content aria-label={t('jump.open')} classNames={{ content: 'jump' }}>
          <Finder ask={ask} onClose={onClose} />
        </Modal.Content>
      </Modal.Root>
      {dialog}
    </>
  )
}

/** Ctrl-K, or the command key and K; not over another dialog, which would lose its focus. */
function useShortcut(onOpen: () => void) {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (!isCommand(event, 'k')) return
      event.preventDefault()
      if (document.querySelector('[aria-modal="true"]:not(.jump)') === null) onOpen()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [onOpen])
}

type FinderProps = { ask: (question: Question) => void; onClose: () => void }
type Typing = FinderProps & { typed: string; onType: (typed: string) => void }

function Finder(props: FinderProps) {
  const [typed, onType] = useState('')
  // What the account is set up of is not asked for by whoever may not read it.
  const List = useMay('configuration:read') ? FieldOfAll : FieldOfCalls
  return <List {...props} typed={typed} onType={onType} />
}

const FieldOfAll = (props: Typing) => <Field {...props} named={useNamed(props.typed)} />
const FieldOfCalls = (props: Typing) => <Field {...props} named={nothing} />

function Field({ ask, onClose, typed, onType, named }: Typing & { named: Found }) {
  const { t } = useTranslation()
  const ofNumber = useNumber(typedNumber(typed), ask)
  const pages = usePages(typed)
  const isLooking = ofNumber.isLooking || named.isLooking
  const problem = ofNumber.problem ?? named.problem
  const groups = [...ofNumber.groups, ...named.groups, pages].filter(({ options }) => options.length > 0)
  const options = groups.flatMap((group) => group.options)
  const { active, idOf, listId, press, setActive } = useChoice(isLooking ? [] : options, onClose)
  const field = useRef<HTMLInputElement>(null)
  // What is typed right after the shortcut belongs here, before the dialog gets to it; but not before it has noted where the focus was.
  useEffect(() => queueMicrotask(() => field.current?.focus()), [])
  return (
    <>
      <div className="jump-field">
        <IconSearch size={20} stroke={1.7} aria-hidden="true" />
        <input
          ref={field}
          role="combobox"
          aria-label={t('jump.open')}
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : idOf(active)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          placeholder={t('jump.open')}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={press}
          data-autofocus
        />
        <button type="button" className="jump-close" onClick={onClose}>
          <span className="key only-wide">Esc</span>
          <IconX className="only-narrow" size={20} aria-hidden="true" />
          <span className="sr-only">{t('word.close')}</span>
        </button>
      </div>
      <div className="jump-list" role="listbox" id={listId} aria-label={t('jump.found')} tabIndex={-1}>
        {groups.map((group) => (
          <FoundGroup
            key={group.title}
            group={group}
            active={active}
            idOf={idOf}
            onPoint={setActive}
            onClose={onClose}
          />
        ))}
      </div>
      <div className="jump-notes" role="status">
        {problem !== null && (
          <p className="jump-problem">{t('jump.failed', { why: problem instanceof Error ? problem.message : '' })}</p>
        )}
        {ofNumber.note !== undefined && <p>{ofNumber.note}</p>}
        {isLooking && <p className="late-skeleton">{t('jump.looking')}</p>}
        {options.length === 0 && !isLooking && problem === null && (
          <p>
            <strong>{t('jump.none', { typed: typed.trim() })}</strong> {t('jump.noneMore')}
          </p>
        )}
        {typed !== '' && !isLooking && options.length > 0 && (
          <p className="sr-only">{t('jump.count', { count: options.length })}</p>
        )}
      </div>
    </>
  )
}

type GroupProps = {
  group: Group
  active: Option | undefined
  idOf: (option: Option) => string
  onPoint: (option: Option) => void
  onClose: () => void
}

function FoundGroup({ group: { title, options }, active, idOf, onPoint, onClose }: GroupProps) {
  const titleId = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups of options, and no fieldset
    <div role="group" aria-labelledby={titleId}>
      <p className="jump-title" id={titleId} role="presentation">
        {title}
      </p>
      {options.map((option) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, where the focus stays
        // biome-ignore lint/a11y/useFocusableInteractive: likewise
        <div
          key={option.id}
          id={idOf(option)}
          role="option"
          aria-selected={option === active}
          className="jump-option"
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onPoint(option)}
          onClick={() => {
            onClose()
            option.go()
          }}
        >
          {option.icon}
          <span>
            <strong>{option.words}</strong>
            {option.after !== undefined && (
              <>
                {' '}
                <span className="jump-after">{option.after}</span>
              </>
            )}
          </span>
          <span className="key" aria-hidden="true">
            Enter
          </span>
        </div>
      ))}
    </div>
  )
}

/** Which option Enter takes: the first, until the arrows or the mouse say another. */
function useChoice(options: readonly Option[], onClose: () => void) {
  const listId = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const active = options.find((one) => one.id === chosen) ?? options[0]
  const idOf = (option: Option) => `${listId} ${option.id}`.replaceAll(' ', '-')
  const activeId = active === undefined ? null : idOf(active)
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const step = (by: number) => {
    const at = active === undefined ? 0 : options.indexOf(active) + by
    setChosen(options.at(at % Math.max(options.length, 1))?.id ?? null)
  }
  const press = (event: KeyboardEvent) => {
    // What an input method is composing is not a choice yet.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key !== 'Enter') return
    else if (active !== undefined) {
      onClose()
      active.go()
    }
    event.preventDefault()
  }
  return { listId, active, idOf, press, setActive: (option: Option) => setChosen(option.id) }
}

/** Opens it where there is no keyboard to, and says by which keys it opens. */
export function JumpButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="jump-button"
      onClick={onOpen}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
    >
      <IconSearch size={17} stroke={1.7} aria-hidden="true" />
      <span>{t('jump.open')}</span>
      <span className="key" aria-hidden="true">
        {withCommand('K')}
      </span>
    </button>
  )
}
