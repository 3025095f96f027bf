import './life.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageOf } from './languages.ts'

/** Filled: happened. Ring: now. Hollow: to come. Amber: refused for now. Red: ended badly. */
export type LifeStep = {
  is: 'done' | 'now' | 'coming' | 'refused' | 'failed' | 'note'
  words: string
  time?: string
  detail?: ReactNode
  /** The gateway’s own words. */
  code?: string
  isEnd?: boolean
}

const spoken = { now: 'ui.life.now', coming: 'ui.life.coming', refused: 'ui.life.refused' } as const

/** The life of a message as a line with times: the absolute time once, then how long after. */
export function Life({
  steps,
  label,
  layout = 'short',
}: {
  steps: readonly LifeStep[]
  label: string
  layout?: 'short' | 'wide'
}) {
  const { t } = useTranslation()
  return (
    <ol className="life" data-layout={layout} aria-label={label}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a life only grows at its end
        <li key={index} data-is={step.is} data-end={step.isEnd || undefined}>
          <span className="life-time">{step.time}</span>
          <span className="life-dot" aria-hidden="true" />
          <span className="life-words">
            {step.is in spoken && <span className="sr-only">{t(spoken[step.is as keyof typeof spoken])} </span>}
            <span className="life-what" lang={languageOf(step.words)}>
              {step.words}
            </span>
            {step.detail !== undefined && (
              <span
                className="life-detail"
                lang={typeof step.detail === 'string' ? languageOf(step.detail) : undefined}
              >
                {step.detail}
              </span>
            )}
            {step.code !== undefined && (
              <span className="life-detail life-code" lang="en">
                <code>{step.code}</code>
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
