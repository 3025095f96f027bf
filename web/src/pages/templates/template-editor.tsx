import './templates.css'
import { Menu, Select, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBraces } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../api/me.ts'
import { saveThing, useHeaders } from '../../api/setup.ts'
import { type Header, type Template, templateCategories } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { useWarning } from '../../api/warnings.ts'
import { usePageTitle } from '../../shell/page-title.ts'
import { toast } from '../../shell/toast.tsx'
import { describedWith } from '../../ui/field-warning.tsx'
import { Form } from '../../ui/form.tsx'
import { keepFocus } from '../../ui/keep-focus.ts'
import { Card, LinkButton, PageHead, ReasonBlock } from '../../ui/parts.tsx'
import { useGoOn } from '../../ui/use-go-on.ts'
import { AsRead } from './as-read.tsx'
import { CleanList } from './clean-list.tsx'
import { Findings } from './findings.tsx'
import { LanguageField } from './language-field.tsx'
import { LanguageTabs } from './language-tabs.tsx'
import { LifeCard } from './life-card.tsx'
import { placeholders } from './placeholders.ts'
import { RegisteredCard } from './registered-card.tsx'
import { TemplateHead } from './template-head.tsx'
import { TemplateNotices } from './template-notices.tsx'
import { TestCard } from './test-card.tsx'
import { useFilled } from './use-filled.ts'
import { useRetire } from './use-retire.tsx'
import { type Draft, useReview } from './use-review.ts'
import { textOf, useTemplateDraft } from './use-template-draft.ts'

type Props = { template: Template | null; initial: Draft }

/** The wording and what belongs to it; at the right, on a phone right below the wording, how it will be read, with its parts and price, as it is typed. */
export function TemplateEditor({ template, initial }: Props) {
  const { t } = useTranslation()
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const { draft, change, follow, saved, isChanged, isOvertaken } = useTemplateDraft(initial, isBusy)
  const navigate = useNavigate()
  const goOn = useGoOn()
  const { retire, dialog } = useRetire(template, run)
  const warningOf = useWarning('templates', template?.key)
  // The version that waits is the one at hand.
  const idField = template?.waiting ? 'waiting.dltTemplateId' : 'dltTemplateId'
  const filled = useFilled()
  const { preview, failure } = useReview(draft, {
    template: template?.key ?? initial.variantOf,
    filling: filled.filling,
  })
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false })
  const asRead = <AsRead draft={draft} filled={filled} preview={preview} failure={failure} />
  // What will surely be refused can be kept, and no more.
  const isWrong = preview?.findings.some((one) => one.severity === 'error') === true
  const wording = useRef<HTMLTextAreaElement>(null)
  const life = useRef<HTMLDivElement>(null)
  const testTo = useRef<HTMLInputElement>(null)
  const account = useAccount()
  const whole = initial.variantOf ?? template?.key ?? null
  const title = template?.name ?? t(whole === null ? 'templates.editor.newTitle' : 'templates.editor.newText')
  usePageTitle(title)

  const save = () =>
    run(async () => {
      const kept = await saveThing('templates', template?.key ?? null, {
        ...draft,
        name: draft.name.trim(),
        dltTemplateId: draft.dltTemplateId || null,
        ...(isWrong && draft.status !== undefined && { status: 'draft' as const }),
      })
      toast({ words: savedWords(kept, template === null, t) })
      if (kept.waiting === null) await goOn(() => navigate({ to: '/templates' }))
      else saved(draft, textOf(kept))
    })
  return (
    <>
      {template === null ? (
        <PageHead
          title={title}
          lead={t(whole === null ? 'templates.editor.newLead' : 'templates.editor.newTextLead')}
        />
      ) : (
        <TemplateHead template={template} onText={() => testTo.current?.focus()} onLife={() => life.current?.focus()} />
      )}
      {whole !== null && <LanguageTabs whole={whole} current={template?.key ?? null} />}
      <div className="template-editor">
        <div className="template-main">
          {template !== null && <TemplateNotices templateKey={template.key} />}
          <Form
            onSubmit={() => void save()}
            submit={t(template === null ? 'templates.editor.add' : 'word.save')}
            isBusy={isBusy}
            failed={failed}
            refused={refused}
            onCancel={() => void navigate({ to: '/templates' })}
            extra={template !== null && <LinkButton onClick={retire}>{t('templates.editor.retire')}</LinkButton>}
          >
            {isOvertaken && template !== null && (
              <div role="status">
                <ReasonBlock
                  title={t('templates.editor.overtaken', { version: (template.waiting ?? template).version })}
                  detail={t('templates.editor.overtakenMore')}
                  action={<LinkButton onClick={() => follow(initial)}>{t('templates.editor.takeTheirs')}</LinkButton>}
                />
              </div>
            )}
            <Card className="form">
              <Wording
                body={draft.body}
                field={wording}
                onChange={(body) => change({ body })}
                error={errorOf('body')}
              />
              <Findings
                body={draft.body}
                preview={preview}
                failure={failure}
                onMend={(body) => {
                  // What was pressed goes away with what it mends.
                  keepFocus(document.activeElement, () => wording.current?.focus())
                  change({ body })
                }}
              />
              <CleanList preview={preview} />
            </Card>
            {isNarrow && asRead}
            <Card className="form">
              <TextInput
                label={t('word.name')}
                description={t('templates.editor.nameAbout')}
                value={draft.name}
                maxLength={80}
                onChange={(event) => change({ name: event.currentTarget.value })}
                error={errorOf('name')}
                required
              />
              <LanguageField
                draft={draft}
                templateKey={template?.key ?? null}
                onChange={change}
                error={errorOf('language')}
              />
            </Card>
            <Registration
              draft={draft}
              isWrong={isWrong}
              onChange={change}
              errorOf={errorOf}
              idWarning={draft.dltTemplateId === initial.dltTemplateId ? warningOf(idField) : undefined}
            />
            {(account.country === 'IN' || draft.registered !== null) && (
              <RegisteredCard
                draft={draft}
                preview={preview}
                onChange={change}
                error={errorOf('registered.text') ?? errorOf('registered')}
              />
            )}
          </Form>
          {template !== null && (
            <>
              <div ref={life} tabIndex={-1}>
                <LifeCard template={template} isChanged={isChanged} />
              </div>
              <TestCard template={template} isChanged={isChanged} to={testTo} />
            </>
          )}
        </div>
        {!isNarrow && asRead}
      </div>
      {dialog}
    </>
  )
}

function savedWords({ name, version, status, waiting }: Template, isNew: boolean, t: TFunction): string {
  if (waiting !== null) return t('templates.editor.waits', { waiting: waiting.version, version })
  if (isNew && status === 'draft') return t('templates.editor.keptAsDraft', { name })
  return t(isNew ? 'templates.editor.added' : 'templates.editor.saved', { name })
}

type RegistrationProps = {
  draft: Draft
  isWrong: boolean
  onChange: (part: Partial<Draft>) => void
  errorOf: (path: string) => string | undefined
  idWarning: string | undefined
}

/** Whose name it comes from, and how it is registered. */
function Registration({ draft, isWrong, onChange, errorOf, idWarning }: RegistrationProps) {
  const { t } = useTranslation()
  const { data: headers } = useHeaders()
  const hasNone = headers?.length === 0
  const header = headers?.find((one) => one.key === draft.header)
  return (
    <Card className="form">
      <div className="form-pair">
        <Select
          label={t('templates.editor.sender')}
          data={(headers ?? []).map((one) => ({ value: one.key, label: one.header }))}
          value={draft.header === '' ? null : draft.header}
          onChange={(header) => onChange({ header: header ?? '' })}
          error={errorOf('header')}
          placeholder={t(hasNone ? 'templates.editor.noSender' : 'templates.editor.choose')}
          description={
            hasNone && (
              <Link to="/templates" search={{ header: 'new' }}>
                {t('templates.editor.addSender')}
              </Link>
            )
          }
          required
        />
        <TextInput
          label={t('templates.editor.id')}
          description={describedWith(t('templates.editor.idAbout'), idWarning)}
          value={draft.dltTemplateId ?? ''}
          inputMode="numeric"
          onChange={(event) => onChange({ dltTemplateId: event.currentTarget.value.trim() })}
          error={errorOf('dltTemplateId')}
        />
        <Select
          label={t('templates.editor.category')}
          data={templateCategories.map((value) => ({ value, label: t(`templates.category.${value}`) }))}
          value={draft.category}
          onChange={(category) => onChange({ category: category as Template['category'] })}
        />
        {draft.status !== undefined && (
          <Select
            label={t('word.status')}
            description={t(isWrong ? 'templates.editor.onlyDraft' : 'templates.editor.onlyApproved')}
            data={(['draft', 'submitted', 'approved'] as const).map((value) => ({
              value,
              label: t(`templates.status.${value}`),
            }))}
            value={isWrong ? 'draft' : draft.status}
            disabled={isWrong}
            allowDeselect={false}
            onChange={(status) => onChange({ status: status as Template['status'] })}
          />
        )}
      </div>
      {header !== undefined && <SenderWarning header={header} category={draft.category} />}
    </Card>
  )
}

/** Why texts of this sender would not go, or why an operator may refuse them. */
function SenderWarning({ header, category }: { header: Header; category: Template['category'] }) {
  const { t } = useTranslation()
  if (header.status !== 'active')
    return (
      <ReasonBlock
        title={t('templates.editor.senderStopped', {
          header: header.header,
          status: t(`templates.headerStatus.${header.status}`).toLowerCase(),
        })}
        code="header_inactive"
      />
    )
  const isPromotional = (header.class ?? (/^\d+$/.test(header.header) ? 'promotional' : 'others')) === 'promotional'
  if (isPromotional === (category === 'promotional')) return null
  return (
    <ReasonBlock
      title={t(isPromotional ? 'templates.editor.forPromotional' : 'templates.editor.notPromotional', {
        header: header.header,
      })}
    />
  )
}

function Wording({
  body,
  field,
  onChange,
  error,
}: {
  body: string
  field: RefObject<HTMLTextAreaElement | null>
  onChange: (body: string) => void
  error: string | undefined
}) {
  const { t } = useTranslation()
  const insert = (name: string) => {
    const at = field.current?.selectionStart ?? body.length
    const end = field.current?.selectionEnd ?? at
    onChange(`${body.slice(0, at)}{{${name}}}${body.slice(end)}`)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(at + name.length + 4, at + name.length + 4)
    })
  }
  return (
    <div className="wording">
      <Menu position="bottom-end" width={330}>
        <Menu.Target>
          <button type="button" className="link-button wording-insert">
            <IconBraces size={17} aria-hidden="true" /> {t('templates.editor.insert')}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {placeholders.map((name) => (
            <Menu.Item key={name} onClick={() => insert(name)}>
              <code>{name}</code>
              <br />
              <small className="quiet-words">{t(`templates.means.${name}`)}</small>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Textarea
        label={t('templates.editor.wording')}
        ref={field}
        value={body}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        spellCheck
        required
        description={t('templates.editor.wordingAbout', { example: '{{user_name|our team}}' })}
      />
    </div>
  )
}
