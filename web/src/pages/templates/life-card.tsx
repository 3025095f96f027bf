import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
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
import { languageOf } from '../../ui/languages.ts'
import { Life, type LifeStep } from '../../ui/life.tsx'
import { OlderButton } from '../../ui/older-button.tsx'
import { Card, Chip, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { refusedWords } from '../../ui/place-words.ts'
import { useLast } from '../../ui/use-last.ts'
import { statusTone } from './template-words.ts'

type Open = Template | NonNullable<Template['waiting']>
/** What can be done with the version that is not approved yet, by its status. */
const openMoves: Record<Open['status'], readonly TemplateMove[]> = {
  draft: ['submit', 'approve'],
  submitted: ['approve', 'reject'],
  rejected: ['submit'],
  approved: [],
  paused: [],
}

/** Said of the wording that is kept, which is not what somebody reads who has typed another. */
const aboutWording: readonly TemplateMove[] = ['submit', 'approve', 'reject']

/** Where a template stands: what sends, what waits beside it, what can be done now, and what was done by whom. */
export function LifeCard({ template, isChanged }: { template: Template; isChanged: boolean }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<'approve' | 'reject' | 'pause' | null>(null)
  const { isBusy, run, failed, errorOf, errors, refused } = useSaving()
  const { waiting } = template
  const wrong = errorOf('body') ?? errorOf('waiting.body')
  // No field is on the screen, so that none is spoken of as being there.
  const whyNot = (message: string) => refusedWords({ message: refused() === null ? message : '', errors }).trimStart()
  const open = waiting ?? template
  const [tried, setTried] = useState<TemplateMove | null>(null)
  const act = async (move: TemplateMove, given?: MoveWith) => {
    setTried(move)
    const done = await run(() => moveTemplate(template.key, move, given))
    if (done) {
      toast({ words: t(`templates.life.done.${move}`, { name: template.name }) })
      setAsked(null)
    }
  }
  const { ask, dialog } = useConfirm()
  const askDiscard = () =>
    ask({
      title: t('templates.life.discardAsk', { version: waiting?.version ?? '' }),
      words: t('templates.life.discardWords'),
      action: t('templates.life.discardYes'),
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
    <Card className="form" aria-label={t('templates.life.title')}>
      <div className="section-head">
        <h2>{t('templates.life.title')}</h2>
        <Chip tone={statusTone[template.status]}>{t(`templates.status.${template.status}`)}</Chip>
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
            {t(`templates.life.${move}`)}
          </Button>
        ))}
      </div>
      {isChanged && moves.some((move) => aboutWording.includes(move)) && (
        <p className="quiet-words">{t('templates.life.saveFirst')}</p>
      )}
      {failed !== null && asked === null && <ReasonBlock tone="bad" title={wrong ?? whyNot(failed)} />}
      <History template={template} />
      {dialog}
      <MoveDialog
        move={asked}
        open={open}
        isBusy={isBusy}
        // What another move was refused for is not said of this one.
        failed={asked === tried ? (wrong ?? failed) : null}
        refused={asked === tried && wrong === undefined ? refused : undefined}
        error={asked === tried ? (errorOf('reason') ?? errorOf('dltTemplateId')) : undefined}
        onClose={() => setAsked(null)}
        onGiven={(move, given) => void act(move, given)}
      />
    </Card>
  )
}

function Reason({ status, reason }: { status: Open['status']; reason: string | null }) {
  const { t } = useTranslation()
  return reason === null ? null : <ReasonBlock title={`${t(`templates.status.${status}`)}: ${reason}`} />
}

/** The two wordings side by side: what callers get now, and what they get once it is approved. */
function Waiting({ template, waiting }: { template: Template; waiting: NonNullable<Template['waiting']> }) {
  const { t } = useTranslation()
  return (
    <>
      <dl className="beside">
        <div>
          <dt>
            {t('templates.life.sendsNow')}{' '}
            <span className="quiet-words">{t('templates.list.version', { version: template.version })}</span>
          </dt>
          <dd lang={languageOf(template.body)}>{template.body}</dd>
        </div>
        <div>
          <dt>
            {t('templates.life.waits')}{' '}
            <span className="quiet-words">{t('templates.list.version', { version: waiting.version })}</span>{' '}
            <Chip tone={statusTone[waiting.status]}>{t(`templates.status.${waiting.status}`)}</Chip>
          </dt>
          <dd lang={languageOf(waiting.body)}>{waiting.body}</dd>
        </div>
      </dl>
      <Reason status={waiting.status} reason={waiting.statusReason} />
    </>
  )
}

const shownDeeds = 4

function History({ template }: { template: Template }) {
  const { t } = useTranslation()
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
        label={t('templates.life.history')}
        steps={shown.map((entry, index) => ({
          ...stepOf(entry, format, t),
          isEnd: index === 0,
          detail: (
            <>
              {[entry.reason, t('templates.life.by', { who: entry.who })].filter((one) => one !== null).join(', ')}{' '}
              {isFormer(entry, template) && (
                <LinkButton onClick={() => setRead(entry.version)}>
                  {t('templates.life.wordingOf', { version: entry.version })}
                </LinkButton>
              )}
            </>
          ),
        }))}
      />
      <FormerWording templateKey={template.key} version={read} onClose={() => setRead(null)} />
      {entries.length > shownDeeds && !isWhole && (
        <LinkButton onClick={() => setWhole(true)}>
          {pages.hasNextPage ? t('word.showMore') : t('templates.life.showAll', { count: entries.length })}
        </LinkButton>
      )}
      {isWhole && <OlderButton pages={pages} />}
    </div>
  )
}

/** Of the others the wording stands on this page. */
const isFormer = ({ version }: TemplateEntry, template: Template) =>
  version !== template.version && version !== template.waiting?.version

function stepOf({ action, version, at }: TemplateEntry, format: Format, t: TFunction): LifeStep {
  return {
    is: action === 'rejected' || action === 'refused' ? 'failed' : 'done',
    words: t('templates.life.step', { deed: t(`templates.deed.${action}`), version }),
    time: format.moment(at),
  }
}

type FormerProps = { templateKey: string; version: number | null; onClose: () => void }

function FormerWording({ templateKey, version, onClose }: FormerProps) {
  const { t } = useTranslation()
  const { data: versions, error } = useTemplateVersions(templateKey, version !== null)
  const shown = useLast(version)
  const wording = versions?.find((one) => one.version === shown)
  return (
    <Modal
      opened={version !== null}
      onClose={onClose}
      title={t('templates.life.version', { version: shown ?? '' })}
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      {error !== null && <ReasonBlock tone="bad" title={t('templates.life.notShown')} detail={error.message} />}
      {error === null && wording === undefined && <Skeleton height={60} />}
      {wording !== undefined && (
        <p className="former-wording" lang={languageOf(wording.body)}>
          {wording.body}
        </p>
      )}
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
    title: 'templates.life.approveTitle',
    label: 'templates.editor.id',
    hint: 'templates.life.approveAbout',
  },
  reject: {
    title: 'templates.life.rejectTitle',
    label: 'templates.life.rejectWhy',
    hint: 'templates.life.rejectAbout',
  },
  pause: {
    title: 'templates.life.pauseTitle',
    label: 'templates.life.pauseWhy',
    hint: 'templates.life.pauseAbout',
  },
} as const

function MoveDialog({ move, onClose, ...form }: DialogProps) {
  const { t } = useTranslation()
  const shown = useLast(move) ?? 'pause'
  return (
    <Modal
      opened={move !== null}
      onClose={onClose}
      title={t(dialogWords[shown].title)}
      closeButtonProps={{ 'aria-label': t('word.close') }}
    >
      <MoveForm key={shown} {...form} move={shown} onClose={onClose} />
    </Modal>
  )
}

type MoveFormProps = DialogProps & { move: NonNullable<DialogProps['move']> }

/** There only while it is asked, so that it begins anew each time. */
function MoveForm({ move, open, isBusy, failed, refused, error, onClose, onGiven }: MoveFormProps) {
  const { t } = useTranslation()
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
      submit={t(`templates.life.${move}`)}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
      onCancel={onClose}
    >
      <TextInput
        label={t(words.label)}
        description={t(words.hint)}
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
