import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  type MoveWith,
  moveTemplate,
  type TemplateMove,
  useTemplateHistory,
  useTemplateVersions,
} from '../../api/templates.ts'
import type { Template, TemplateEntry } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import type { RefusedFields } from '../../api/use-shown-errors.ts'
import { toast } from '../../shell/toast.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { Form } from '../../ui/form.tsx'
import { type Format, useFormat } from '../../ui/format-context.tsx'
import { Life, type LifeStep } from '../../ui/life.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { refusedWords } from '../../ui/place-words.ts'
import { useLast } from '../../ui/use-last.ts'
import { deedWords, statusTone, statusWords } from './template-words.ts'

type Open = Template | NonNullable<Template['waiting']>
/** What can be done with the version that is not approved yet, by its status. */
const openMoves: Record<Open['status'], readonly TemplateMove[]> = {
  draft: ['submit', 'approve'],
  submitted: ['approve', 'reject'],
  rejected: ['submit'],
  approved: [],
  paused: [],
}
const moveWords: Record<TemplateMove, { button: string; done: string }> = {
  submit: { button: 'It is submitted', done: 'is noted as submitted' },
  approve: { button: 'It is approved', done: 'is approved and sends' },
  reject: { button: 'It was rejected', done: 'is noted as rejected' },
  pause: { button: 'Pause it', done: 'is paused' },
  resume: { button: 'Resume it', done: 'sends again' },
  discard: { button: 'Discard what waits', done: 'keeps the wording that sends' },
}

/** Said of the wording that is kept, which is not what somebody reads who has typed another. */
const aboutWording: readonly TemplateMove[] = ['submit', 'approve', 'reject']

/** Where a template stands: what sends, what waits beside it, what can be done now, and what was done by whom. */
export function LifeCard({ template, isChanged }: { template: Template; isChanged: boolean }) {
  const [asked, setAsked] = useState<'approve' | 'reject' | 'pause' | null>(null)
  const { isBusy, run, failed, errorOf, errors, refused } = useSaving()
  const { waiting } = template
  const wrong = errorOf('body') ?? errorOf('waiting.body')
  const open = waiting ?? template
  const act = async (move: TemplateMove, given?: MoveWith) => {
    const done = await run(() => moveTemplate(template.key, move, given))
    if (done) {
      toast({ words: `“${template.name}” ${moveWords[move].done}` })
      setAsked(null)
    }
  }
  const { ask, dialog } = useConfirm()
  const askDiscard = () =>
    ask({
      title: `Discard version ${waiting?.version}?`,
      words: 'It waits no more and never sends. Its wording can still be read in what was done.',
      action: 'Discard it',
      onYes: () => void act('discard'),
    })
  const start = (move: TemplateMove) => {
    if (move === 'approve' || move === 'reject' || move === 'pause') setAsked(move)
    else if (move === 'discard') askDiscard()
    else void act(move)
  }
  const own: TemplateMove[] =
    template.status === 'approved' ? ['pause'] : template.status === 'paused' ? ['resume'] : []
  const moves = [...openMoves[open.status], ...own, ...(waiting ? (['discard'] as const) : [])]
  return (
    <Card className="form" aria-label="Where it stands">
      <div className="section-head">
        <h2>Where it stands</h2>
        <Chip tone={statusTone[template.status]}>{statusWords[template.status]}</Chip>
      </div>
      <Reason status={template.status} reason={template.statusReason} />
      {waiting !== null && <Waiting template={template} waiting={waiting} />}
      <div className="template-moves">
        {moves.map((move) => (
          <Button
            key={move}
            type="button"
            variant={move === 'approve' ? 'filled' : 'default'}
            disabled={isBusy || (isChanged && aboutWording.includes(move))}
            onClick={() => start(move)}
          >
            {moveWords[move].button}
          </Button>
        ))}
      </div>
      {isChanged && moves.some((move) => aboutWording.includes(move)) && (
        <p className="quiet-words">What you changed above is not saved. Save it first: these speak of what is kept.</p>
      )}
      {failed !== null && asked === null && (
        <ReasonBlock tone="bad" title={wrong ?? refusedWords({ message: failed, errors })} />
      )}
      <History template={template} />
      {dialog}
      <MoveDialog
        move={asked}
        open={open}
        isBusy={isBusy}
        failed={wrong ?? failed}
        refused={wrong === undefined ? refused : undefined}
        error={errorOf('reason') ?? errorOf('dltTemplateId')}
        onClose={() => setAsked(null)}
        onGiven={(move, given) => void act(move, given)}
      />
    </Card>
  )
}

function Reason({ status, reason }: { status: Open['status']; reason: string | null }) {
  return reason === null ? null : <ReasonBlock title={`${statusWords[status]}: ${reason}`} />
}

/** The two wordings side by side: what callers get now, and what they get once it is approved. */
function Waiting({ template, waiting }: { template: Template; waiting: NonNullable<Template['waiting']> }) {
  return (
    <>
      <dl className="beside">
        <div>
          <dt>
            Sends now <span className="quiet-words">version {template.version}</span>
          </dt>
          <dd>{template.body}</dd>
        </div>
        <div>
          <dt>
            Waits <span className="quiet-words">version {waiting.version}</span>{' '}
            <Chip tone={statusTone[waiting.status]}>{statusWords[waiting.status]}</Chip>
          </dt>
          <dd>{waiting.body}</dd>
        </div>
      </dl>
      <Reason status={waiting.status} reason={waiting.statusReason} />
    </>
  )
}

const shownDeeds = 4

function History({ template }: { template: Template }) {
  const pages = useTemplateHistory(template.key)
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? []
  const [isWhole, setWhole] = useState(false)
  const [read, setRead] = useState<number | null>(null)
  const format = useFormat()
  const shown = isWhole ? entries : entries.slice(0, shownDeeds)
  if (entries.length === 0) return null
  return (
    <div>
      <Life
        label="What was done with it"
        steps={shown.map((entry, index) => ({
          ...stepOf(entry, format),
          isEnd: index === 0,
          detail: (
            <>
              {[entry.reason, `by ${entry.who}`].filter((one) => one !== null).join(', ')}{' '}
              {isFormer(entry, template) && (
                <LinkButton onClick={() => setRead(entry.version)}>Wording of version {entry.version}</LinkButton>
              )}
            </>
          ),
        }))}
      />
      <FormerWording templateKey={template.key} version={read} onClose={() => setRead(null)} />
      {entries.length > shownDeeds && !isWhole && (
        <LinkButton onClick={() => setWhole(true)}>
          {pages.hasNextPage ? 'Show more' : `Show all ${entries.length}`}
        </LinkButton>
      )}
      {isWhole && <OlderButton pages={pages} />}
    </div>
  )
}

/** Of the others the wording stands on this page. */
const isFormer = ({ version }: TemplateEntry, template: Template) =>
  version !== template.version && version !== template.waiting?.version

function stepOf({ action, version, at }: TemplateEntry, format: Format): LifeStep {
  return {
    is: action === 'rejected' || action === 'refused' ? 'failed' : 'done',
    words: `${deedWords[action]}, version ${version}`,
    time: format.moment(at),
  }
}

type FormerProps = { templateKey: string; version: number | null; onClose: () => void }

function FormerWording({ templateKey, version, onClose }: FormerProps) {
  const { data: versions, error } = useTemplateVersions(templateKey, version !== null)
  const shown = useLast(version)
  const wording = versions?.find((one) => one.version === shown)
  return (
    <Modal
      opened={version !== null}
      onClose={onClose}
      title={`Version ${shown}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {error !== null && <ReasonBlock tone="bad" title="Its wording cannot be shown" detail={error.message} />}
      {error === null && wording === undefined && <Skeleton height={60} />}
      {wording !== undefined && <p className="former-wording">{wording.body}</p>}
    </Modal>
  )
}

type DialogProps = {
  move: 'approve' | 'reject' | 'pause' | null
  open: Open
  isBusy: boolean
  failed: string | null
  refused: (() => RefusedFields | null) | undefined
  error: string | undefined
  onClose: () => void
  onGiven: (move: TemplateMove, given: MoveWith) => void
}

const dialogWords = {
  approve: {
    title: 'The operator approved it',
    label: 'DLT template id',
    hint: 'As the portal shows it now. From this moment on, this version sends.',
  },
  reject: {
    title: 'The operator rejected it',
    label: 'Why',
    hint: 'In the portal’s words. It is kept with the version.',
  },
  pause: {
    title: 'Pause this template',
    label: 'Why (if you like)',
    hint: 'Its texts are skipped until it is resumed.',
  },
} as const

function MoveDialog({ move, onClose, ...form }: DialogProps) {
  const shown = useLast(move) ?? 'pause'
  return (
    <Modal
      opened={move !== null}
      onClose={onClose}
      title={dialogWords[shown].title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <MoveForm key={shown} {...form} move={shown} onClose={onClose} />
    </Modal>
  )
}

type MoveFormProps = DialogProps & { move: NonNullable<DialogProps['move']> }

/** There only while it is asked, so that it begins anew each time. */
function MoveForm({ move, open, isBusy, failed, refused, error, onClose, onGiven }: MoveFormProps) {
  const [value, setValue] = useState(move === 'approve' ? (open.dltTemplateId ?? '') : '')
  const words = dialogWords[move]
  const given = (): MoveWith => {
    const text = value.trim()
    if (text === '' || (move === 'approve' && text === open.dltTemplateId)) return {}
    return move === 'approve' ? { dltTemplateId: text } : { reason: text }
  }
  return (
    <Form
      onSubmit={() => onGiven(move, given())}
      submit={moveWords[move].button}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
      onCancel={onClose}
    >
      <TextInput
        label={words.label}
        description={words.hint}
        value={value}
        maxLength={move === 'approve' ? 40 : 300}
        inputMode={move === 'approve' ? 'numeric' : 'text'}
        onChange={(event) => setValue(event.currentTarget.value)}
        error={error}
        required={move === 'reject'}
        data-autofocus
      />
    </Form>
  )
}
