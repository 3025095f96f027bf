import './templates.css'
import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRuleSet } from '../../api/rules.ts'
import { useHeaders, useTemplates } from '../../api/setup.ts'
import type { Header, Template } from '../../api/types.ts'
import { useWarning } from '../../api/warnings.ts'
import { Failure } from '../../shell/failure.tsx'
import { Opened } from '../../shell/opened.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { languageName } from '../../ui/languages.ts'
import { Card, Chip, EmptyState, LinkButton, PageHead } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { HeaderForm } from './header-form.tsx'
import { headerStatusWords, statusTone, statusWords } from './template-words.ts'

export default function TemplatesPage() {
  const { t } = useTranslation()
  usePageTitle(t('nav.templates'))
  const { data: templates, error } = useTemplates()
  if (error !== null && templates === undefined) return <Failure error={error} />
  const waiting = templates?.filter((one) => one.status !== 'approved').length ?? 0
  return (
    <>
      <PageHead
        title={t('nav.templates')}
        lead={
          templates === undefined || templates.length === 0
            ? 'The registered wordings and the names they come from.'
            : `${templates.length} ${templates.length === 1 ? 'template' : 'templates'}. ${waiting === 0 ? 'All are approved and can be sent.' : `${waiting} cannot be sent as ${waiting === 1 ? 'it stands' : 'they stand'}.`}`
        }
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/templates/registered" {...props} />}>
              Registered on the portal
            </Button>
            <Button
              leftSection={<IconPlus size={18} />}
              renderRoot={(props) => <Link to="/templates/new" {...props} />}
            >
              Add a template
            </Button>
          </>
        }
      />
      <div className="templates">
        {templates === undefined ? <Skeleton height={320} radius={14} /> : <TemplateList templates={templates} />}
        <Senders />
      </div>
    </>
  )
}

/** More are searched, or shown when asked for. */
const shownAtOnce = 50

function TemplateList({ templates }: { templates: readonly Template[] }) {
  const { data: ruleSet } = useRuleSet()
  const { data: headers } = useHeaders()
  const { search = '' } = useSearch({ from: '/shell/templates' })
  const navigate = useNavigate({ from: '/templates' })
  const [most, setMost] = useState(shownAtOnce)
  if (templates.length === 0)
    return (
      <Card>
        <EmptyState
          title="No template yet"
          action={<Button renderRoot={(props) => <Link to="/templates/new" {...props} />}>Write a template</Button>}
        >
          <p>
            A template is the wording as it is registered, with placeholders such as the department or the day. Rules
            choose which call gets which.
          </p>
        </EmptyState>
      </Card>
    )
  const wanted = search.toLowerCase()
  const isFound = (one: Template) =>
    wanted === '' || [one.name, one.body, one.dltTemplateId].some((text) => text?.toLowerCase().includes(wanted))
  const variants = variantsByTemplate(templates)
  // A text in another language stands with the template whose text it is.
  const found = templates.filter(
    (one) => one.variantOf === null && [one, ...(variants.get(one.key) ?? [])].some(isFound),
  )
  const rulesWith = (key: string) =>
    (ruleSet?.rules ?? []).flatMap((rule, index) =>
      rule.recipients.some((one) => one.template === key || one.quietTemplate === key) ? [index + 1] : [],
    )
  return (
    <Card padded={false}>
      {templates.length > shownAtOnce && (
        <SearchField
          className="list-search"
          label="Search in name, wording and id"
          value={search}
          onSearch={(text) =>
            void navigate({
              search: ({ search: _, ...rest }) => (text === '' ? rest : { ...rest, search: text }),
              replace: true,
            })
          }
        />
      )}
      <ul className="rows template-rows">
        {found.slice(0, most).map((template) => {
          const used = rulesWith(template.key)
          return (
            <li key={template.key}>
              <p className="row-top">
                <Link to="/templates/$templateKey" params={{ templateKey: template.key }} className="row-link">
                  <strong>{template.name}</strong>
                </Link>
                <Chip tone={statusTone[template.status]}>{statusWords[template.status]}</Chip>
                {template.waiting !== null && (
                  <Chip tone={statusTone[template.waiting.status]}>
                    version {template.waiting.version}: {statusWords[template.waiting.status].toLowerCase()}
                  </Chip>
                )}
                <RegistrationMarks template={template} />
                <span className="row-end">{used.length === 0 ? 'in no rule' : `rule ${used.join(', ')}`}</span>
              </p>
              <p className="template-body">
                <Placeholdered body={template.body} />
              </p>
              <p className="row-below quiet">
                <code>{headers?.find((one) => one.key === template.header)?.header ?? template.header}</code>
                {template.dltTemplateId !== null && <code>{template.dltTemplateId}</code>}
                {template.version !== undefined && <span>version {template.version}</span>}
              </p>
              <LanguageChips variants={variants.get(template.key) ?? []} />
            </li>
          )
        })}
      </ul>
      {found.length > most && (
        <p className="list-search">
          <LinkButton onClick={() => setMost(most + shownAtOnce)}>Show more of {found.length}</LinkButton>
        </p>
      )}
    </Card>
  )
}

/** On a template whose wording, or the one that waits, differs from what is registered (where stands in its editor), and on one that sends without its id. */
function RegistrationMarks({ template: { key, dltTemplateId } }: { template: Template }) {
  const warningOf = useWarning('templates', key)
  const differs = warningOf('body') ?? warningOf('waiting.body')
  const hasNoId = dltTemplateId === null ? warningOf('dltTemplateId') : undefined
  return (
    <>
      <Mark words={differs}>differs from its registration</Mark>
      <Mark words={hasNoId}>no DLT template id</Mark>
    </>
  )
}

function Mark({ words, children }: { words: string | undefined; children: string }) {
  return words === undefined ? null : (
    <span title={words}>
      <Chip tone="bad">{children}</Chip>
    </span>
  )
}

function variantsByTemplate(templates: readonly Template[]): Map<string, Template[]> {
  const variants = new Map<string, Template[]>()
  for (const one of templates)
    if (one.variantOf !== null) variants.set(one.variantOf, [...(variants.get(one.variantOf) ?? []), one])
  return variants
}

/** The texts in other languages, each with how it stands where it cannot be sent. */
function LanguageChips({ variants }: { variants: readonly Template[] }) {
  if (variants.length === 0) return null
  return (
    <p className="row-below">
      <span className="quiet">also in</span>
      {variants.map((one) => (
        <Fragment key={one.key}>
          <Link to="/templates/$templateKey" params={{ templateKey: one.key }}>
            {languageName(one.language ?? '')}
            {one.status !== 'approved' && ` (${statusWords[one.status].toLowerCase()})`}
          </Link>
          <RegistrationMarks template={one} />
        </Fragment>
      ))}
    </p>
  )
}

/** The wording with its placeholders set apart. */
function Placeholdered({ body }: { body: string }) {
  return body.split(/(\{\{[^{}]*\}\})/g).map((piece, index) =>
    piece.startsWith('{{') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
      <span key={index} className="placeholder">
        {piece.slice(2, -2).replace('|', ' or ')}
      </span>
    ) : (
      piece
    ),
  )
}

function Senders() {
  const { data: headers } = useHeaders()
  const { header } = useSearch({ from: '/shell/templates' })
  const navigate = useNavigate({ from: '/templates' })
  const close = () => void navigate({ search: ({ header: _, ...rest }) => rest })
  return (
    <aside className="senders" aria-label="Senders">
      <Card>
        <div className="section-head">
          <h2>Senders</h2>
          <Link to="/templates" search={(before) => ({ ...before, header: 'new' })}>
            Add a sender
          </Link>
        </div>
        <p className="quiet-words">The header a text comes from, exactly as registered.</p>
        <ul className="sender-list">
          {(headers ?? []).map((one) => (
            <li key={one.key}>
              <Link to="/templates" search={(before) => ({ ...before, header: one.key })}>
                {one.header}
              </Link>
              {one.status !== 'active' && <Chip tone="bad">{headerStatusWords[one.status]}</Chip>}
              {one.entityId === null ? <span>no entity id</span> : <code>{one.entityId}</code>}
              {Object.entries(one.countries).map(([code, { sender }]) => (
                <span key={code}>
                  {code}: {sender ?? one.header}
                </span>
              ))}
              <HeaderWarning header={one} />
            </li>
          ))}
        </ul>
        {headers?.length === 0 && <p className="quiet-words">None yet. A template needs one.</p>}
      </Card>
      {headers !== undefined && (
        <Opened
          what="sender"
          named={header}
          among={headers}
          title={(one) => one?.header ?? 'Add a sender'}
          onClose={close}
        >
          {(one) => <HeaderForm key={header} header={one} onClose={close} />}
        </Opened>
      )}
    </aside>
  )
}

/** Beside a sender whose header or entity id looks unusual, or is missing where texts come from it; more stands in its drawer. */
function HeaderWarning({ header: { key, entityId } }: { header: Header }) {
  const warningOf = useWarning('headers', key)
  const ofId = warningOf('entityId')
  const words = entityId === null && ofId !== undefined ? ofId : (warningOf('header') ?? ofId)
  return words === undefined ? null : (
    <span className="field-warning" title={words}>
      {words === ofId && entityId === null ? 'its texts are dropped' : 'looks unusual'}
    </span>
  )
}
