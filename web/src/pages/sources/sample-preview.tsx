import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { isProblem } from '../../api/problem.ts'
import { previewSource, type SourcePreview } from '../../api/setup.ts'
import type { Json } from '../../api/types.ts'
import { Card, ReasonBlock } from '../../ui/parts.tsx'

type Props = { kind: string; settings: Record<string, Json> }

/** What a phone system would send, pasted, and the call that comes out with the settings as they stand. */
export function SamplePreview({ kind, settings }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const preview = useMutation({ mutationFn: () => previewSource(kind, settings, text) })
  return (
    <Card className="form">
      <h2>{t('sources.sample')}</h2>
      <Textarea
        label={t('sources.sampleReport')}
        description={t('sources.sampleAbout')}
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
          {t('sources.sampleShow')}
        </Button>
      </div>
      <div aria-live="polite" className="form">
        {preview.error !== null && (
          <ReasonBlock
            tone="bad"
            title={t('sources.sampleUnread')}
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
  const { t } = useTranslation()
  return (
    <>
      {parsed
        .filter((one) => one.is !== 'call')
        .map((one, index) => (
          <ReasonBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sample
            key={index}
            tone={one.is === 'invalid' ? 'bad' : 'warn'}
            title={
              one.is === 'invalid' ? (
                t('sources.noCallYet')
              ) : (
                <Trans
                  i18nKey="sources.notACall"
                  values={{ why: one.words ?? one.why ?? one.is }}
                  components={{ e: <span lang="en" /> }}
                />
              )
            }
            detail={one.problems?.map((each) => `${each.path} ${each.message}`).join('. ')}
          />
        ))}
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls of one sample
        <div key={index}>
          <h3>{t('sources.theCall')}</h3>
          <dl className="call-lines">
            {Object.entries(call).map(([name, value]) => (
              <div key={name}>
                <dt lang="en">{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {places.length > 0 && (
        <details>
          <summary>{t('sources.places')}</summary>
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
