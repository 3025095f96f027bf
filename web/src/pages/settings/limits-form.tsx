import { NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { saveAccount } from '../../api/me.ts'
import type { Account } from '../../api/types.ts'
import { useEdits } from '../../api/use-edits.ts'
import { useSaving } from '../../api/use-saving.ts'
import { plainAmount } from '../../format.ts'
import { toast } from '../../shell/toast.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { HeldWords, useHeldField } from './operators-prices.tsx'

/** What holds for all the account's texts: who gets none, how many and at what price in a day, and trial mode. */
export function LimitsForm({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { draft, edits, isChanged, change, saved } = useEdits({
    quota: account.quota,
    spendStop: account.spendStop === null ? null : plainAmount(account.spendStop),
    loopGuard: account.loopGuard,
    reachedAfterSeconds: account.reachedAfterSeconds,
    trialNumbers: account.trialNumbers,
    exclusions: account.exclusions,
    whitelist: account.whitelist,
    optOutLink: account.optOutLink,
    tickets: account.tickets,
  })
  const { isBusy, run, errorOf, failed, refused } = useSaving()
  const held = useHeldField(account)
  const save = async () => {
    if (!(await run(() => saveAccount(edits)))) return
    saved(edits)
    toast({ words: t('settings.savedLimits') })
  }
  /** Of a list the first problem is said; its place is in the words. */
  const firstOf = (name: string, all: readonly string[] | null) =>
    errorOf(name) ?? all?.map((_, at) => errorOf(`${name}[${at}]`)).find((one) => one !== undefined)
  return (
    <Form
      onSubmit={() => void save()}
      submit={t(account.country === 'IN' ? 'settings.saveLimitsAndLinks' : 'settings.saveLimits')}
      isChanged={isChanged}
      isBusy={isBusy}
      failed={failed}
      refused={refused}
    >
      <Card className="form">
        <h2>{t('settings.limits')}</h2>
        <div className="form-pair">
          <NumberInput
            label={t('settings.quota')}
            description={t('settings.quotaAbout')}
            min={1}
            max={100_000}
            value={draft.quota ?? ''}
            onChange={(value) => change({ quota: value === '' ? null : Number(value) })}
            error={errorOf('quota')}
            hideControls={held !== undefined}
            {...held}
          />
          <TextInput
            label={t('settings.spendStop', { currency: account.currency })}
            description={t('settings.spendStopAbout')}
            inputMode="decimal"
            value={draft.spendStop ?? ''}
            onChange={(event) => change({ spendStop: event.currentTarget.value.trim() || null })}
            error={errorOf('spendStop')}
          />
        </div>
        <HeldWords account={account} />
        <LoopGuardFields guard={draft.loopGuard} onChange={(loopGuard) => change({ loopGuard })} errorOf={errorOf} />
        <ReachedField
          seconds={draft.reachedAfterSeconds}
          onChange={(reachedAfterSeconds) => change({ reachedAfterSeconds })}
          error={errorOf('reachedAfterSeconds')}
        />
        <Switch
          label={t('settings.trial')}
          description={t('settings.trialAbout')}
          checked={draft.trialNumbers !== null}
          onChange={(event) => change({ trialNumbers: event.currentTarget.checked ? [] : null })}
        />
        {draft.trialNumbers !== null && (
          <TagsInput
            label={t('settings.trialNumbers')}
            description={t('settings.enterAfterEach')}
            placeholder={draft.trialNumbers.length === 0 ? '+91 98123 00001' : ''}
            value={draft.trialNumbers}
            onChange={(trialNumbers) => change({ trialNumbers })}
            error={firstOf('trialNumbers', draft.trialNumbers)}
          />
        )}
        <TagsInput
          label={t('settings.exclusions')}
          description={t('settings.enterAfterEach')}
          placeholder={draft.exclusions.length === 0 ? '+91 98123 00001' : ''}
          value={draft.exclusions}
          onChange={(exclusions) => change({ exclusions })}
          error={firstOf('exclusions', draft.exclusions)}
        />
      </Card>
      <Card className="form">
        <Switch
          label={t('settings.tickets')}
          description={t('settings.ticketsAbout', { placeholder: '{{ticket_number}}' })}
          checked={draft.tickets !== null}
          onChange={(event) => change({ tickets: event.currentTarget.checked ? { prefix: '', width: 6 } : null })}
        />
        {draft.tickets !== null && (
          <TicketFields tickets={draft.tickets} onChange={(tickets) => change({ tickets })} errorOf={errorOf} />
        )}
      </Card>
      {account.country === 'IN' && (
        <Card className="form">
          <h2>{t('settings.registered')}</h2>
          <p className="quiet-words">{t('settings.registeredAbout')}</p>
          <TagsInput
            label={t('settings.links')}
            description={t('settings.linksAbout')}
            placeholder={draft.whitelist.links.length === 0 ? 'kaveri.example/r' : ''}
            value={draft.whitelist.links}
            onChange={(links) => change({ whitelist: { ...draft.whitelist, links } })}
            error={firstOf('whitelist.links', draft.whitelist.links)}
          />
          <TagsInput
            label={t('settings.callBacks')}
            description={t('settings.enterAfterEach')}
            placeholder={draft.whitelist.numbers.length === 0 ? '1800 572 0199' : ''}
            value={draft.whitelist.numbers}
            onChange={(numbers) => change({ whitelist: { ...draft.whitelist, numbers } })}
            error={firstOf('whitelist.numbers', draft.whitelist.numbers)}
          />
          <TextInput
            label={t('settings.optOutLink')}
            description={t('settings.optOutLinkAbout', {
              placeholder: '{{opt_out_link}}',
              address: `${window.location.origin}/o`,
            })}
            placeholder="kaveri.example/r"
            value={draft.optOutLink ?? ''}
            onChange={(event) => change({ optOutLink: event.currentTarget.value.trim() || null })}
            error={errorOf('optOutLink')}
          />
        </Card>
      )}
    </Form>
  )
}

type ReachedProps = { seconds: number; onChange: (seconds: number) => void; error: string | undefined }

function ReachedField({ seconds, onChange, error }: ReachedProps) {
  const { t } = useTranslation()
  return (
    <WholeNumber
      label={t('settings.reached')}
      description={t('settings.reachedAbout')}
      min={0}
      max={600}
      value={seconds}
      onChange={onChange}
      error={error}
    />
  )
}

type PartProps<Name extends string, T> = Record<Name, T> & {
  onChange: (value: T) => void
  errorOf: (path: string) => string | undefined
}

function LoopGuardFields({ guard, onChange, errorOf }: PartProps<'guard', Account['loopGuard']>) {
  const { t } = useTranslation()
  return (
    <>
      <Switch
        label={t('settings.loopGuard')}
        description={t('settings.loopGuardAbout')}
        checked={guard !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? { texts: 5, minutes: 60 } : null)}
      />
      {guard !== null && (
        <div className="form-pair">
          <WholeNumber
            label={t('settings.loopTexts')}
            min={1}
            max={50}
            value={guard.texts}
            onChange={(texts) => onChange({ ...guard, texts })}
            error={errorOf('loopGuard.texts')}
          />
          <WholeNumber
            label={t('settings.loopMinutes')}
            min={1}
            max={1440}
            value={guard.minutes}
            onChange={(minutes) => onChange({ ...guard, minutes })}
            error={errorOf('loopGuard.minutes')}
          />
        </div>
      )}
    </>
  )
}

function TicketFields({ tickets, onChange, errorOf }: PartProps<'tickets', NonNullable<Account['tickets']>>) {
  const { t } = useTranslation()
  return (
    <div className="form-pair">
      <TextInput
        label={t('settings.ticketPrefix')}
        placeholder="KC-"
        maxLength={12}
        value={tickets.prefix}
        onChange={(event) => onChange({ ...tickets, prefix: event.currentTarget.value })}
        error={errorOf('tickets.prefix')}
      />
      <WholeNumber
        label={t('settings.ticketDigits')}
        description={t('settings.ticketFirst', { ticket: `${tickets.prefix}${'1'.padStart(tickets.width, '0')}` })}
        min={1}
        max={12}
        value={tickets.width}
        onChange={(width) => onChange({ ...tickets, width })}
        error={errorOf('tickets.width')}
      />
    </div>
  )
}
