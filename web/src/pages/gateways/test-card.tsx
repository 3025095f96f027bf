import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { gatewayName, testGateway, useHeaders } from '../../api/setup.ts'
import type { Gateway, Traced, TryOut } from '../../api/types.ts'
import { useSaving } from '../../api/use-saving.ts'
import { Card, ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { Refusal } from '../../ui/refusal.tsx'

/** One real text to one's own phone, and all that its connection carried. */
export function TestCard({ gateway }: { gateway: Gateway }) {
  const { data: headers } = useHeaders()
  const [to, setTo] = useState('')
  const [header, setHeader] = useState<string>()
  const [text, setText] = useState('This is a test of our text service.')
  const [templateId, setTemplateId] = useState('')
  const [tried, setTried] = useState<TryOut>()
  const { isBusy, run, failed, errorOf, refused } = useSaving()
  const first = headers?.[0]
  const from = header ?? first?.header ?? ''
  const entityId = headers?.find((one) => one.header === from)?.entityId ?? first?.entityId
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
      <h2>Send one test text</h2>
      <p className="quiet-words">
        A real text to your own phone, over a connection of its own. It waits up to 30 s for the receipt.
      </p>
      <TextInput
        label="Your number"
        inputMode="tel"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={errorOf('to')}
      />
      <TextInput
        label="From"
        value={from}
        maxLength={20}
        onChange={(event) => setHeader(event.currentTarget.value)}
        error={errorOf('header') ?? (errorOf('entityId') && 'This header has no DLT entity id.')}
      />
      <TextInput
        label="Text"
        value={text}
        maxLength={1_000}
        onChange={(event) => setText(event.currentTarget.value)}
        error={errorOf('text')}
      />
      {needsDlt && (
        <TextInput
          label="DLT template id of that wording"
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
        Send it
      </Button>
      <div aria-live="polite" className="tried">
        {failed !== null && (
          <ReasonBlock tone="bad" title="Not sent" detail={<Refusal marked="above" {...{ failed, refused }} />} />
        )}
        {tried !== undefined && <Tried tried={tried} />}
      </div>
    </Card>
  )
}

function Tried({ tried }: { tried: TryOut }) {
  return (
    <>
      <Verdict tried={tried} />
      <details className="traced">
        <summary>What the connection carried</summary>
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

const ways = { in: 'from the SMSC', out: 'to the SMSC', note: 'here' } as const
const arrows = { in: '←', out: '→', note: '·' } as const

function Line({ line }: { line: Traced }) {
  return (
    <li>
      <span className="mono">
        {(line.ms / 1_000).toFixed(3)} <span aria-hidden="true">{arrows[line.direction]}</span>
        <span className="sr-only">{ways[line.direction]}</span> {line.command}
      </span>
      <span>{line.words}</span>
      {line.details.map((one) => (
        <span key={one} className="quiet">
          {one}
        </span>
      ))}
    </li>
  )
}
