import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { previewSource, type SourcePreview } from '../../api/setup.ts'
import type { Json } from '../../api/types.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

type Props = { kind: string; settings: Record<string, Json> }

/** What a phone system would send, pasted, and the call that comes out with the settings as they stand. */
export function SamplePreview({ kind, settings }: Props) {
  const [text, setText] = useState('')
  const preview = useMutation({ mutationFn: () => previewSource(kind, settings, text) })
  return (
    <Card className="form">
      <h2>Try a sample</h2>
      <Textarea
        label="A report of the phone system"
        description="A JSON body, a form body (a=1&b=2), a URL with a query, or a whole raw request."
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        classNames={{ input: 'ac-input code-input' }}
      />
      <div>
        <Button
          variant="default"
          onClick={() => preview.mutate()}
          loading={preview.isPending}
          disabled={text.trim() === ''}
        >
          Show the call that comes out
        </Button>
      </div>
      <div aria-live="polite" className="form">
        {preview.error !== null && (
          <ReasonBlock
            tone="bad"
            title="It cannot be read as the settings stand"
            detail={
              isProblem(preview.error)
                ? preview.error.errors.map((one) => `${one.path} ${one.message}`).join('. ') || preview.error.message
                : preview.error.message
            }
          />
        )}
        {preview.data !== undefined && <CameOut preview={preview.data} />}
      </div>
    </Card>
  )
}

function CameOut({ preview: { parsed, calls, places } }: { preview: SourcePreview }) {
  return (
    <>
      {parsed
        .filter((one) => one.is !== 'call')
        .map((one, index) => (
          <ReasonBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sample
            key={index}
            tone={one.is === 'invalid' ? 'bad' : 'warn'}
            title={one.is === 'invalid' ? 'No call comes out yet' : `Not a call: ${one.words ?? one.why ?? one.is}`}
            detail={one.problems?.map((each) => `${each.path} ${each.message}`).join('. ')}
          />
        ))}
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls of one sample
        <div key={index}>
          <h3>The call</h3>
          <dl className="call-lines">
            {Object.entries(call).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {places.length > 0 && (
        <details>
          <summary>What stands where in the sample</summary>
          <dl className="call-lines">
            {places.map(({ place, value }) => (
              <div key={place}>
                <dt>{place}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}
