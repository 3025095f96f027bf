import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryNow, useConnection } from '../api/connection.ts'
import { useFormat } from '../ui/format-context.tsx'
import { languageOf } from '../ui/languages.ts'
import { useKeptWork } from './kept-work.ts'

/** Says since when the program has not answered, what is kept, and when it is asked again. The page below stays readable. */
export function LostConnection() {
  const { since, lastAnswerAt, nextTryAt } = useConnection()
  const { t } = useTranslation()
  const format = useFormat()
  const kept = useKeptWork()
  const now = useNow(since !== null)
  useEffect(() => {
    document.body.toggleAttribute('data-offline', since !== null)
  }, [since])
  if (since === null) return null
  const seconds = Math.max(1, Math.round((now - since) / 1000))
  const again = Math.max(0, Math.round(((nextTryAt ?? now) - now) / 1000))
  const time = format.clock(lastAnswerAt)
  return (
    <div className="lost">
      <IconPlugConnectedX size={26} stroke={1.6} aria-hidden="true" />
      <div>
        {/* Only what does not change by the second is read out. */}
        <div role="alert">
          <strong>{t('lost.title')}</strong>
          {kept !== null && <p lang={languageOf(kept)}>{kept}</p>}
        </div>
        <p aria-live="off">
          {seconds < 120
            ? t('lost.since', { count: seconds, time })
            : t('lost.sinceMinutes', { minutes: Math.round(seconds / 60), time })}{' '}
          {again > 0 ? t('lost.again', { seconds: again }) : t('lost.againNow')}
        </p>
      </div>
      <Button variant="default" onClick={() => void tryNow()}>
        {t('lost.tryNow')}
      </Button>
    </div>
  )
}

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isTicking) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
