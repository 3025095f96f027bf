import './templates.css'
import { Menu, Select, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconBraces } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type RefObject, useRef } from 'react'
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
import { categoryWords, headerStatusWords, statusWords } from './template-words.ts'
import { TestCard } from './test-card.tsx'
import { useFilled } from './use-filled.ts'
import { useRetire } from './use-retire.tsx'
import { type Draft, useReview } from './use-review.ts'
import { textOf, useTemplateDraft } from './use-template-draft.ts'

type Props = { template: Template | null; initial: Draft }

/** The wording and what belongs to it; at the right, on a phone right below the wording, how it will be read, with its parts and price, as it is typed. */
export function TemplateEditor({ template, initial }: Props) {
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
  const title = template?.name ?? (whole === null ? 'New template' : 'Text in another language')
  usePageTitle(title)

  const save = () =>
    run(async () => {
      const kept = await saveThing('templates', template?.key ?? null, {
        ...draft,
        name: draft.name.trim(),
        dltTemplateId: draft.dltTemplateId || null,
        ...(isWrong && draft.status !== undefined && { status: 'draft' as const }),
      })
      toast({ words: savedWords(kept, template === null) })
      if (kept.waiting === null) await goOn(() => navigate({ to: '/templates' }))
      else saved(draft, textOf(kept))
    })
  return (
    <>
      {template === null ? (
        <PageHead title={title} lead={whole === null ? newLead : newTextLead} />
      ) : (
        <TemplateHead template={template} onText={() => testTo.current?.focus()} onLife={() => life.current?.focus()} />
      )}
      {whole !== null && <LanguageTabs whole={whole} current={template?.key ?? null} />}
      <div className="template-editor">
        <div className="template-main">
          {template !== null && <TemplateNotices templateKey={template.key} />}
          <Form
            onSubmit={() => void save()}
            submit={template === null ? 'Add template' : 'Save'}
            isBusy={isBusy}
            failed={failed}
            refused={refused}
            onCancel={() => void navigate({ to: '/templates' })}
            extra={template !== null && <LinkButton onClick={retire}>Retire this template</LinkButton>}
          >
            {isOvertaken && template !== null && (
              <div role="status">
                <ReasonBlock
                  title={`Somebody changed this template meanwhile: version ${(template.waiting ?? template).version} is there now`}
                  detail="What you typed is kept, and saving puts it in place of theirs."
                  action={<LinkButton onClick={() => follow(initial)}>Take theirs, and drop mine</LinkButton>}
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
                label="Name"
                description="How rules and lists call it."
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

function savedWords({ name, version, status, waiting }: Template, isNew: boolean): string {
  if (waiting !== null) return `Version ${waiting.version} waits for its approval; version ${version} goes on sending`
  if (isNew && status === 'draft') return `“${name}” is kept as a draft`
  return isNew ? `“${name}” is added` : `“${name}” is saved`
}

const newTextLead =
  'Its own wording, registration and cost. Rules go on naming the template; the reader’s language chooses.'
const newLead = 'The wording exactly as it is registered, with placeholders for what differs from call to call.'

type RegistrationProps = {
  draft: Draft
  isWrong: boolean
  onChange: (part: Partial<Draft>) => void
  errorOf: (path: string) => string | undefined
  idWarning: string | undefined
}

/** Whose name it comes from, and how it is registered. */
function Registration({ draft, isWrong, onChange, errorOf, idWarning }: RegistrationProps) {
  const { data: headers } = useHeaders()
  const hasNone = headers?.length === 0
  const header = headers?.find((one) => one.key === draft.header)
  return (
    <Card className="form">
      <div className="form-pair">
        <Select
          label="Sender (header)"
          data={(headers ?? []).map((one) => ({ value: one.key, label: one.header }))}
          value={draft.header === '' ? null : draft.header}
          onChange={(header) => onChange({ header: header ?? '' })}
          error={errorOf('header')}
          placeholder={hasNone ? 'No sender yet' : 'Choose'}
          description={
            hasNone && (
              <Link to="/templates" search={{ header: 'new' }}>
                Add a sender first
              </Link>
            )
          }
          required
        />
        <TextInput
          label="DLT template id"
          description={describedWith('Digits, as the operator’s portal shows them.', idWarning)}
          value={draft.dltTemplateId ?? ''}
          inputMode="numeric"
          onChange={(event) => onChange({ dltTemplateId: event.currentTarget.value.trim() })}
          error={errorOf('dltTemplateId')}
        />
        <Select
          label="Category"
          data={templateCategories.map((value) => ({ value, label: categoryWords[value] }))}
          value={draft.category}
          onChange={(category) => onChange({ category: category as Template['category'] })}
        />
        {draft.status !== undefined && (
          <Select
            label="Status"
            description={
              isWrong
                ? 'With what is marked red it can only be a draft: nothing is lost, and nothing is sent.'
                : 'Only an approved template is sent.'
            }
            data={(['draft', 'submitted', 'approved'] as const).map((value) => ({ value, label: statusWords[value] }))}
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
  if (header.status !== 'active')
    return (
      <ReasonBlock
        title={`${header.header} is ${headerStatusWords[header.status].toLowerCase()} at the operators: its texts are skipped.`}
        code="header_inactive"
      />
    )
  const isPromotional = (header.class ?? (/^\d+$/.test(header.header) ? 'promotional' : 'others')) === 'promotional'
  if (isPromotional === (category === 'promotional')) return null
  return (
    <ReasonBlock
      title={
        isPromotional
          ? `${header.header} is registered for promotional texts; an operator refuses others by it.`
          : `${header.header} is no promotional header; some operators refuse promotional texts by it.`
      }
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
            <IconBraces size={17} aria-hidden="true" /> Insert a placeholder
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
          {placeholders.map((one) => (
            <Menu.Item key={one.name} onClick={() => insert(one.name)}>
              <code>{one.name}</code>
              <br />
              <small className="quiet-words">{one.means}</small>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Textarea
        label="Wording"
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
        description="A placeholder may have a fallback: {{user_name|our team}}."
      />
    </div>
  )
}
