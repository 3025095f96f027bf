import { Autocomplete, Button, Select, TextInput } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall, useLiveCall } from '../../api/calls.ts'
import { useAccount } from '../../api/me.ts'
import { useDepartments, useUsers } from '../../api/setup.ts'
import { type TestSent, testTemplate } from '../../api/templates.ts'
import { outcomes, type Template } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { phone } from '../../format.ts'
import { lifeOf } from '../../story/life-of.ts'
import { amongMany } from '../../ui/among-many.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { languageOf } from '../../ui/languages.ts'
import { Life } from '../../ui/life.tsx'
import { Card, LinkButton, ReasonBlock } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { variablesIn } from './placeholders.ts'

/** The call that fills the text: what is left open is the sample's. */
type Sample = {
  outcome: (typeof outcomes)[number]
  department: string | null
  user: string | null
  caller: string
  variables: Readonly<Record<string, string>>
}

const untouched: Sample = { outcome: 'missed', department: null, user: null, caller: '', variables: {} }

type Props = {
  template: Template
  isChanged: boolean
  /** Where the number is typed. */
  to: RefObject<HTMLInputElement | null>
}

/** One real text to a number of one's own: what exactly goes out, and what becomes of it. */
export function TestCard({ template, isChanged, to: field }: Props) {
  const { t } = useTranslation()
  const { data: users } = useUsers()
  const account = useAccount()
  const [to, setTo] = useState('')
  const [sample, setSample] = useState<Sample>(untouched)
  const [sent, setSent] = useState<TestSent | null>(null)
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const people = (users ?? []).flatMap((one) => (one.phone === null ? [] : [phone(one.phone)]))
  const own = [...new Set([...people, ...(account.trialNumbers ?? []).map(phone)])]
  const names = variablesIn(template.body)
  const send = () =>
    run(async () => {
      setSent(null)
      setSent(await testTemplate(template.key, { to, ...chosenOf(sample, names) }))
    })
  return (
    <Card className="form" aria-label={t('templates.test.title')}>
      <h2>{t('templates.test.title')}</h2>
      <p className="quiet-words">{t('templates.test.about')}</p>
      <Autocomplete
        label={t('templates.test.to')}
        ref={field}
        placeholder="+91 98123 00001"
        data={own}
        value={to}
        onChange={setTo}
        error={errorOf('to')}
        required
      />
      <SampleFields sample={sample} names={names} errorOf={errorOf} onChange={setSample} />
      {failed !== null && (
        <ReasonBlock
          tone="bad"
          title={t('templates.test.notSent')}
          detail={<Refusal marked="above" {...{ failed, refused }} />}
        />
      )}
      <div>
        <Button
          type="button"
          variant="default"
          loading={isBusy}
          disabled={isChanged || to.trim() === ''}
          onClick={() => void send()}
        >
          {t('templates.test.send')}
        </Button>
      </div>
      {isChanged && <p className="quiet-words">{t('templates.test.notSaved')}</p>}
      {sent !== null && <Sent sent={sent} />}
    </Card>
  )
}

/** As it is asked for: without what was left open, and without variables that the template names no more. */
function chosenOf({ outcome, department, user, caller, variables }: Sample, names: readonly string[]) {
  const given = names.flatMap((name) => (variables[name] ? [[name, variables[name]]] : []))
  return {
    outcome,
    ...(department !== null && { department }),
    ...(user !== null && { user }),
    ...(caller.trim() !== '' && { caller: caller.trim() }),
    ...(given.length > 0 && { variables: Object.fromEntries(given) }),
  }
}

type SampleProps = {
  sample: Sample
  /** Of the variables that the template says. */
  names: readonly string[]
  errorOf: (path: string) => string | undefined
  onChange: (sample: Sample) => void
}

function SampleFields({ sample, names, errorOf, onChange }: SampleProps) {
  const { t } = useTranslation()
  const { data: users } = useUsers()
  const { data: departments } = useDepartments()
  const set = (part: Partial<Sample>) => onChange({ ...sample, ...part })
  return (
    <div className="form-pair">
      <Select
        label={t('templates.test.after')}
        data={outcomes.map((value) => ({ value, label: t(`templates.test.outcome.${value}`) }))}
        value={sample.outcome}
        allowDeselect={false}
        onChange={(value) => set({ outcome: outcomes.find((one) => one === value) ?? 'missed' })}
      />
      <Select
        label={t('word.department')}
        placeholder={t('templates.test.theFirst')}
        data={(departments ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={sample.department}
        clearable
        {...amongMany}
        onChange={(department) => set({ department })}
      />
      <Select
        label={t(sample.outcome === 'connected' ? 'templates.test.whoAnswered' : 'templates.test.whoRang')}
        placeholder={t('templates.test.theFirst')}
        data={(users ?? []).map((one) => ({ value: one.key, label: one.name }))}
        value={sample.user}
        clearable
        {...amongMany}
        onChange={(user) => set({ user })}
      />
      <TextInput
        label={t('word.caller')}
        placeholder="+91 90000 12842"
        value={sample.caller}
        onChange={(event) => set({ caller: event.currentTarget.value })}
        error={errorOf('caller')}
      />
      {names.map((name) => (
        <TextInput
          key={name}
          label={t('templates.test.variable', { name })}
          value={sample.variables[name] ?? ''}
          onChange={(event) => set({ variables: { ...sample.variables, [name]: event.currentTarget.value } })}
          error={errorOf(`variables.${name}`)}
        />
      ))}
    </div>
  )
}

function Sent({ sent }: { sent: TestSent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [showsBytes, setShowsBytes] = useState(false)
  useLiveCall(sent.callId)
  const { data: story } = useCall(sent.callId)
  const message = story?.messages[0] ?? sent.message
  const parts = sent.bytes?.parts ?? []
  return (
    <div className="test-sent" aria-live="polite">
      {message.text !== null && (
        <p className="test-text" dir="auto" lang={languageOf(message.text)}>
          {message.text}
        </p>
      )}
      <dl className="test-ids">
        <Id label={t('templates.test.header')} value={message.header} />
        <Id label={t('templates.test.entity')} value={sent.entityId} />
        <Id label={t('templates.test.template')} value={sent.dltTemplateId} />
        {sent.telemarketerId !== null && <Id label={t('templates.test.telemarketer')} value={sent.telemarketerId} />}
        <dt>{t('templates.test.parts')}</dt>
        <dd>
          {parts.length} {sent.bytes?.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}
        </dd>
      </dl>
      {sent.withoutDlt !== null && <ReasonBlock title={t('templates.test.withoutIds')} detail={sent.withoutDlt} />}
      {message.reasonWords !== null && (
        <ReasonBlock
          title={message.reasonWords}
          detail={message.mend ?? undefined}
          check={message.check}
          code={message.reason ?? undefined}
        />
      )}
      <Life label={t('templates.test.life')} steps={lifeOf(t, message, format)} />
      {parts.length > 0 && (
        <LinkButton onClick={() => setShowsBytes(!showsBytes)}>
          {t(showsBytes ? 'templates.test.hideBytes' : 'templates.test.showBytes')}
        </LinkButton>
      )}
      {showsBytes &&
        parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are their place
          <p key={index} className="test-bytes">
            {t('templates.test.part', { place: index + 1, units: part.units })} <code>{part.hex}</code>
          </p>
        ))}
    </div>
  )
}

function Id({ label, value }: { label: string; value: string | null }) {
  const { t } = useTranslation()
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === null ? t('templates.test.none') : <code>{value}</code>}</dd>
    </>
  )
}
