import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { previewSource } from '../../api/setup.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

/** What a phone system would send, pasted, and the call that comes out with the settings as they stand. */
export function SamplePreview({
  kind,
  settings,
  sample,
}: {
  kind: string
  settings: Record<string, unknown>
  sample: string
}) {
  const [text, setText] = useState(sample)
  const preview = useMutation({ mutationFn: () => previewSource(kind, settings, text) })
  return (
    <Card className="form">
      <h2>Try a sample</h2>
      <Textarea
        label="A report of the phone system"
        description="A JSON body, a form body (a=1&b=2) or the query of a URL."
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
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
      <div aria-live="polite">
        {preview.error !== null && (
          <ReasonBlock tone="bad" title="It cannot be read as it stands" detail={preview.error.message} />
        )}
        {preview.data !== undefined && <pre className="code-block">{JSON.stringify(preview.data.parsed, null, 2)}</pre>}
      </div>
    </Card>
  )
}
