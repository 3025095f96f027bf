import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { tryNow, useConnection } from '../api/connection.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useKeptWork } from './kept-work.ts'

/** Says since when the program has not answered, what is kept, and when it is asked again. The page below stays readable. */
export function LostConnection() {
  const { since, lastAnswerAt, nextTryAt } = useConnection()
  const format = useFormat()
  const kept = useKeptWork()
  const now = useNow(since !== null)
  useEffect(() => {
    document.body.toggleAttribute('data-offline', since !== null)
  }, [since])
  if (since === null) return null
  const seconds = Math.max(1, Math.round((now - since) / 1000))
  const again = Math.max(0, Math.round(((nextTryAt ?? now) - now) / 1000))
  return (
    <div className="lost">
      <IconPlugConnectedX size={26} stroke={1.6} aria-hidden="true" />
      <div>
        {/* Only what does not change by the second is read out. */}
        <div role="alert">
          <strong>Aftercall does not answer</strong>
          {kept !== null && <p>{kept}</p>}
        </div>
        <p aria-live="off">
          It has not for {duration(seconds)}. You see what it said at {format.clock(lastAnswerAt)}.{' '}
          {again > 0 ? `Trying again in ${again} s.` : 'Trying again now.'}
        </p>
      </div>
      <Button variant="default" onClick={() => void tryNow()}>
        Try now
      </Button>
    </div>
  )
}

function duration(seconds: number): string {
  if (seconds === 1) return 'a second'
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`
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
