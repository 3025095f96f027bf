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
import { languageName, languageOf } from '../../ui/languages.ts'
import { Card, Chip, EmptyState, LinkButton, PageHead } from '../../ui/parts.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { HeaderForm } from './header-form.tsx'
import { statusTone } from './template-words.ts'

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
            ? t('templates.list.leadNone')
            : `${t('templates.list.count', { count: templates.length })} ${waiting === 0 ? t('templates.list.allReady') : t('templates.list.stuck', { count: waiting })}`
        }
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/templates/registered" {...props} />}>
              {t('templates.portal.title')}
            </Button>
            <Button
              leftSection={<IconPlus size={18} />}
              renderRoot={(props) => <Link to="/templates/new" {...props} />}
            >
              {t('templates.list.add')}
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
  const { t } = useTranslation()
  const { data: ruleSet } = useRuleSet()
  const { data: headers } = useHeaders()
  const { search = '' } = useSearch({ from: '/shell/templates' })
  const navigate = useNavigate({ from: '/templates' })
  const [most, setMost] = useState(shownAtOnce)
  if (templates.length === 0)
    return (
      <Card>
        <EmptyState
          title={t('templates.list.none')}
          action={
            <Button renderRoot={(props) => <Link to="/templates/new" {...props} />}>{t('rules.writeTemplate')}</Button>
          }
        >
          <p>{t('templates.list.noneMore')}</p>
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
          label={t('templates.list.search')}
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
                  <strong lang={languageOf(template.name)}>{template.name}</strong>
                </Link>
                <Chip tone={statusTone[template.status]}>{t(`templates.status.${template.status}`)}</Chip>
                {template.waiting !== null && (
                  <Chip tone={statusTone[template.waiting.status]}>
                    {t('templates.list.waits', {
                      version: template.waiting.version,
                      status: t(`templates.status.${template.waiting.status}`).toLowerCase(),
                    })}
                  </Chip>
                )}
                <RegistrationMarks template={template} />
                <span className="row-end">
                  {used.length === 0
                    ? t('templates.list.inNoRule')
                    : t('templates.list.inRules', { places: used.join(', ') })}
                </span>
              </p>
              <p className="template-body" lang={template.language ?? languageOf(template.body)}>
                <Placeholdered body={template.body} />
              </p>
              <p className="row-below quiet">
                <code>{headers?.find((one) => one.key === template.header)?.header ?? template.header}</code>
                {template.dltTemplateId !== null && <code>{template.dltTemplateId}</code>}
                {template.version !== undefined && (
                  <span>{t('templates.list.version', { version: template.version })}</span>
                )}
              </p>
              <LanguageChips variants={variants.get(template.key) ?? []} />
            </li>
          )
        })}
      </ul>
      {found.length > most && (
        <p className="list-search">
          <LinkButton onClick={() => setMost(most + shownAtOnce)}>
            {t('templates.list.moreOf', { count: found.length })}
          </LinkButton>
        </p>
      )}
    </Card>
  )
}

/** On a template whose wording, or the one that waits, differs from what is registered (where stands in its editor), and on one that sends without its id. */
function RegistrationMarks({ template: { key, dltTemplateId } }: { template: Template }) {
  const { t } = useTranslation()
  const warningOf = useWarning('templates', key)
  const differs = warningOf('body') ?? warningOf('waiting.body')
  const hasNoId = dltTemplateId === null ? warningOf('dltTemplateId') : undefined
  return (
    <>
      <Mark words={differs}>{t('templates.list.differs')}</Mark>
      <Mark words={hasNoId}>{t('templates.list.noId')}</Mark>
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
  const { t } = useTranslation()
  if (variants.length === 0) return null
  return (
    <p className="row-below">
      <span className="quiet">{t('templates.list.alsoIn')}</span>
      {variants.map((one) => (
        <Fragment key={one.key}>
          <Link to="/templates/$templateKey" params={{ templateKey: one.key }}>
            {one.status === 'approved'
              ? languageName(one.language ?? '')
              : t('templates.list.inLanguage', {
                  language: languageName(one.language ?? ''),
                  status: t(`templates.status.${one.status}`).toLowerCase(),
                })}
          </Link>
          <RegistrationMarks template={one} />
        </Fragment>
      ))}
    </p>
  )
}

/** The wording with its placeholders set apart. */
function Placeholdered({ body }: { body: string }) {
  const { t } = useTranslation()
  const orFallback = (piece: string) => {
    const [placeholder = '', ...fallback] = piece.split('|')
    return fallback.length === 0
      ? placeholder
      : t('templates.list.orFallback', { placeholder, fallback: fallback.join('|') })
  }
  return body.split(/(\{\{[^{}]*\}\})/g).map((piece, index) =>
    piece.startsWith('{{') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
      <span key={index} className="placeholder">
        {orFallback(piece.slice(2, -2))}
      </span>
    ) : (
      piece
    ),
  )
}

function Senders() {
  const { t } = useTranslation()
  const { data: headers } = useHeaders()
  const { header } = useSearch({ from: '/shell/templates' })
  const navigate = useNavigate({ from: '/templates' })
  const close = () => void navigate({ search: ({ header: _, ...rest }) => rest })
  return (
    <aside className="senders" aria-label={t('templates.sender.all')}>
      <Card>
        <div className="section-head">
          <h2>{t('templates.sender.all')}</h2>
          <Link to="/templates" search={(before) => ({ ...before, header: 'new' })}>
            {t('templates.sender.add')}
          </Link>
        </div>
        <p className="quiet-words">{t('templates.sender.about')}</p>
        <ul className="sender-list">
          {(headers ?? []).map((one) => (
            <li key={one.key}>
              <Link to="/templates" search={(before) => ({ ...before, header: one.key })}>
                {one.header}
              </Link>
              {one.status !== 'active' && <Chip tone="bad">{t(`templates.headerStatus.${one.status}`)}</Chip>}
              {one.entityId === null ? <span>{t('templates.sender.noEntity')}</span> : <code>{one.entityId}</code>}
              {Object.entries(one.countries).map(([code, { sender }]) => (
                <span key={code}>
                  {code}: {sender ?? one.header}
                </span>
              ))}
              <HeaderWarning header={one} />
            </li>
          ))}
        </ul>
        {headers?.length === 0 && <p className="quiet-words">{t('templates.sender.none')}</p>}
      </Card>
      {headers !== undefined && (
        <Opened
          what="sender"
          named={header}
          among={headers}
          title={(one) => one?.header ?? t('templates.sender.add')}
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
  const { t } = useTranslation()
  const warningOf = useWarning('headers', key)
  const ofId = warningOf('entityId')
  const words = entityId === null && ofId !== undefined ? ofId : (warningOf('header') ?? ofId)
  return words === undefined ? null : (
    <span className="field-warning" title={words}>
      {t(words === ofId && entityId === null ? 'templates.sender.dropped' : 'templates.sender.unusual')}
    </span>
  )
}
