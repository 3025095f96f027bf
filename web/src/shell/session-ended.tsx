import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { useMe } from '../api/me.ts'
import { isProblem } from '../api/problem.ts'
import { sessionBack, useSessionEnded } from '../api/session.ts'

/** Lies over a page whose session ended. What was typed stays below it, and goes on once this browser is signed in again in whatever tab. */
export function SessionEnded() {
  const isEnded = useSessionEnded()
  return isEnded ? <Layer /> : null
}

function Layer() {
  const { t } = useTranslation()
  const { account } = useMe()
  const queries = useQueryClient()
  const [isOther, setOther] = useState(false)
  const look = useCallback(async () => {
    try {
      const now = await answer(api.GET('/v1/me'))
      // What was typed for one account is never saved in another.
      if (now.account?.id !== account?.id) return setOther(true)
      sessionBack()
      await queries.invalidateQueries()
    } catch (error) {
      // Still signed out, or silence, which the connection store tells; to a key of another account this one is not there.
      setOther(isProblem(error, 'not_found'))
    }
  }, [account?.id, queries])
  useEffect(() => {
    const seen = () => document.hidden || void look()
    seen()
    window.addEventListener('focus', seen)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('focus', seen)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [look])
  return (
    <Modal
      opened
      onClose={() => undefined}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      zIndex={400}
      title={t('ended.title')}
    >
      <p className="confirm-words" aria-live="polite">
        {isOther
          ? account === null
            ? t('ended.otherUnknown')
            : t('ended.other', { account: account.name })
          : t('ended.more')}
      </p>
      <div className="confirm-ways">
        <Button component="a" href="/signin?ended=here" target="_blank" data-autofocus>
          {t('ended.signIn')}
        </Button>
        <Button variant="default" onClick={() => void look()}>
          {t('ended.signedIn')}
        </Button>
      </div>
    </Modal>
  )
}
