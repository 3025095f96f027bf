import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { gatewayName, testGateway, useHeaders } from '../../api/setup.ts'
import type { Gateway, Traced, TryOut } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { languageOf } from '../../ui/languages.ts'
import { Card, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'

/** One real text to one's own phone, and all that its connection carried. */
export function TestCard({ gateway }: { gateway: Gateway }) {
  const { t } = useTranslation()
  const { data: headers } = useHeaders()
  const [to, setTo] = useState('')
  const [header, setHeader] = useState<string>()
  // English in every language of the console: its letters are those that every network carries.
  const [text, setText] = useState('This is a test of our text service.')
  const [templateId, setTemplateId] = useState('')
  const [tried, setTried] = useState<TryOut>()
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const first = headers?.[0]
  const from = header ?? first?.header ?? ''
  // A header of the account that has none is tested as its texts go.
  const entityId = (headers?.find((one) => one.header === from) ?? first)?.entityId
  const needsDlt = gateway.settings['dlt'] === true
  const send = () =>
    run(async () => {
      setTried(undefined)
      const dlt =
        needsDlt && templateId.trim() !== '' ? { templateId: templateId.trim(), ...(entityId && { entityId }) } : {}
      setTried(await testGateway(gatewayName(gateway), { to, header: from, text, waitSeconds: 30, ...dlt }))
    })
  return (
    <Card className="form">
      <h2>{t('gateways.test')}</h2>
      <p className="quiet-words">{t('gateways.testAbout')}</p>
      <TextInput
        label={t('gateways.yourNumber')}
        inputMode="tel"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={errorOf('to')}
      />
      <TextInput
        label={t('gateways.from')}
        value={from}
        maxLength={20}
        onChange={(event) => setHeader(event.currentTarget.value)}
        error={errorOf('header') ?? (errorOf('entityId') && t('gateways.noEntityId'))}
      />
      <TextInput
        label={t('gateways.text')}
        lang={languageOf(text)}
        value={text}
        maxLength={1_000}
        onChange={(event) => setText(event.currentTarget.value)}
        error={errorOf('text')}
      />
      {needsDlt && (
        <TextInput
          label={t('gateways.templateId')}
          inputMode="numeric"
          value={templateId}
          onChange={(event) => setTemplateId(event.currentTarget.value)}
          error={errorOf('templateId')}
        />
      )}
      <Button
        variant="default"
        onClick={() => void send()}
        loading={isBusy}
        disabled={to.trim() === '' || from.trim() === '' || text.trim() === ''}
      >
        {t('gateways.send')}
      </Button>
      <div aria-live="polite" className="tried">
        {failed !== null && (
          <ReasonBlock
            tone="bad"
            title={t('gateways.notSent')}
            detail={<Refusal marked="above" {...{ failed, refused }} />}
          />
        )}
        {tried !== undefined && <Tried tried={tried} />}
      </div>
    </Card>
  )
}

function Tried({ tried }: { tried: TryOut }) {
  const { t } = useTranslation()
  return (
    <>
      <Verdict tried={tried} />
      <details className="traced">
        <summary>{t('gateways.carried')}</summary>
        <ol>
          {tried.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a transcript is never reordered
            <Line key={at} line={line} />
          ))}
        </ol>
      </details>
    </>
  )
}

function Verdict({ tried: { is, words, mend, hints } }: { tried: TryOut }) {
  const detail = [mend, ...hints].filter((one) => one !== undefined).join(' ')
  if (is === 'delivered' && detail === '') return <StateWord tone="ok" word={words} />
  const isBad = is === 'not_bound' || is === 'refused' || is === 'undelivered'
  return <ReasonBlock tone={isBad ? 'bad' : 'warn'} title={words} detail={detail} />
}

const arrows = { in: '←', out: '→', note: '·' } as const

function Line({ line }: { line: Traced }) {
  const { t } = useTranslation()
  return (
    <li>
      <span className="mono">
        {(line.ms / 1_000).toFixed(3)} <span aria-hidden="true">{arrows[line.direction]}</span>
        <span className="sr-only">{t(`gateways.line.${line.direction}`)}</span> {line.command}
      </span>
      <span lang="en">{line.words}</span>
      {line.details.map((one) => (
        <span key={one} className="quiet" lang="en">
          {one}
        </span>
      ))}
    </li>
  )
}
