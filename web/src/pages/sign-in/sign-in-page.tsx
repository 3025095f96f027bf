import './sign-in.css'
import { Button, PasswordInput } from '@mantine/core'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { signIn } from '../../api/me.ts'
import { isProblem } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionBack } from '../../api/session.ts'
import { chooseLanguage, type Language, languages } from '../../i18n/i18n.ts'
import { ownPath } from '../../own-path.ts'
import { senderAsReceived } from '../../sender.ts'
import { Logo } from '../../shell/logo.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { Handset } from '../../ui/handset.tsx'
import { ReasonBlock, StateWord } from '../../ui/parts.tsx'
import { LinkCommand } from './link-command.tsx'

export default function SignInPage() {
  const { t } = useTranslation()
  usePageTitle(t('signIn.title'))
  return (
    <div className="sign-in">
      <main className="sign-in-side">
        <p className="sign-in-brand">
          <Logo size={28} /> Aftercall
        </p>
        <SignInForm />
        <Languages />
      </main>
      <aside className="sign-in-show" aria-label={t('signIn.shows')}>
        <p className="sign-in-words">
          {t('signIn.callEnds')}
          <br />
          {t('signIn.textGoes')}
        </p>
        <Handset
          label={t('signIn.example')}
          sender={senderAsReceived('KAVERI', { isIndian: true, category: 'service_implicit' })}
          initial="K"
          clock="2:31"
          day={t('signIn.today')}
          size="short"
          texts={[
            {
              id: 'example',
              at: '2:31 pm',
              text: t('signIn.exampleText'),
            },
          ]}
        />
        <StateWord tone="ok" word={t('signIn.delivered')} />
      </aside>
    </div>
  )
}

function SignInForm() {
  const { t } = useTranslation()
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isIn, setIn] = useState(false)
  const { history } = useRouter()
  const { link, to, ended } = useSearch({ from: '/signin' })
  const enter = async (event: SyntheticEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await signIn(key.trim())
      queryClient.clear()
      sessionBack()
      if (ended === 'here') setIn(true)
      else history.push(ownPath(to) ?? '/')
    } catch (error) {
      setProblem(
        isProblem(error) && error.status === 401
          ? t('signIn.wrongKey')
          : error instanceof Error
            ? error.message
            : String(error),
      )
    } finally {
      setBusy(false)
    }
  }
  if (isIn) return <SignedIn />
  return (
    <div className="sign-in-form">
      <h1>{t('signIn.title')}</h1>
      <p className="sign-in-where">
        <Trans i18nKey="signIn.where" values={{ host: window.location.host }} components={{ code: <code /> }} />
      </p>
      {link === 'used' && <ReasonBlock title={t('signIn.linkUsed')} detail={t('signIn.linkUsedMore')} />}
      {ended === 'here' ? (
        <ReasonBlock title={t('signIn.ended')} detail={t('signIn.endedMore')} />
      ) : (
        ownPath(to) !== undefined && <ReasonBlock title={t('signIn.needed')} detail={t('signIn.neededMore')} />
      )}
      <h2>{t('signIn.byLink')}</h2>
      <p className="quiet">{t('signIn.byLinkMore')}</p>
      <LinkCommand />
      <p className="sign-in-or">
        <span>{t('signIn.or')}</span>
      </p>
      <form className="form" onSubmit={(event) => void enter(event)}>
        <PasswordInput
          label={t('signIn.byKey')}
          placeholder="ac_…"
          autoComplete="current-password"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={problem}
        />
        <Button type="submit" size="lg" fullWidth loading={isBusy} disabled={key.trim() === ''}>
          {t('signIn.title')}
        </Button>
      </form>
    </div>
  )
}

/** In a tab that was opened only to sign in: the work is in the other one. */
function SignedIn() {
  const { t } = useTranslation()
  return (
    <div className="sign-in-form" role="status">
      <h1>{t('signIn.isIn')}</h1>
      <p className="sign-in-where">{t('signIn.isInMore')}</p>
      <p>
        <a href="/">{t('signIn.openHere')}</a>
      </p>
    </div>
  )
}

function Languages() {
  const { i18n } = useTranslation()
  return (
    <p className="sign-in-languages">
      {(Object.keys(languages) as Language[]).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void chooseLanguage(language)}
        >
          {languages[language]}
        </button>
      ))}
    </p>
  )
}
