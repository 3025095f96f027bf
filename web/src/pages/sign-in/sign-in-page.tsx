import './sign-in.css'
import { Button, PasswordInput } from '@mantine/core'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../../api/me.ts'
import { isProblem } from '../../api/problem.ts'
import { queryClient } from '../../api/query-client.ts'
import { sessionBack } from '../../api/session.ts'
import { chooseLanguage, type Language, languages } from '../../i18n/i18n.ts'
import { ownPath } from '../../own-path.ts'
import { Logo } from '../../shell/logo.tsx'
import { usePageTitle } from '../../shell/page-title.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Handset } from '../../ui/handset.tsx'
import { ReasonBlock, StateWord } from '../../ui/parts.tsx'

const linkCommand = 'npm run -s aftercall -- link'

export default function SignInPage() {
  usePageTitle('Sign in')
  return (
    <div className="sign-in">
      <main className="sign-in-side">
        <p className="sign-in-brand">
          <Logo size={28} /> Aftercall
        </p>
        <SignInForm />
        <Languages />
      </main>
      <aside className="sign-in-show" aria-label="What Aftercall does">
        <p className="sign-in-words">
          The call ends.
          <br />
          The right text goes out.
        </p>
        <Handset
          label="An example text"
          sender="JX-KAVERI-S"
          initial="K"
          clock="2:31"
          day="Today"
          size="short"
          texts={[
            {
              id: 'example',
              at: '2:31 pm',
              text: 'Sorry we missed your call to Sales on 23 Nov. Expect a call back from Asha Nair soon. You can also reach us on 1800 572 0199. - Kaveri Appliances',
            },
          ]}
        />
        <StateWord tone="ok" word="Delivered 2.31 s after hanging up" />
      </aside>
    </div>
  )
}

function SignInForm() {
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
          ? 'No account has this key. It may have been revoked, or part of it is missing.'
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
      <h1>Sign in</h1>
      <p className="sign-in-where">
        to the console on <code>{window.location.host}</code>
      </p>
      {link === 'used' && (
        <ReasonBlock
          title="That link was used before, or is older than 15 minutes"
          detail="Each signs one browser in, once. Print another:"
        />
      )}
      {ended === 'here' ? (
        <ReasonBlock
          title="Your session ended"
          detail="The page that you came from waits in its tab with all that you typed. Sign in here, and it goes on there."
        />
      ) : (
        ownPath(to) !== undefined && (
          <ReasonBlock
            title="That page needs you to sign in"
            detail="Nobody is signed in here, or the session ended. With a key you come to the page from here."
          />
        )
      )}
      <h2>With a one-time link</h2>
      <p className="quiet">On the computer that runs Aftercall, this prints a link that signs this browser in:</p>
      <CopyField value={linkCommand} label="the command" />
      <p className="sign-in-or">
        <span>or</span>
      </p>
      <form className="form" onSubmit={(event) => void enter(event)}>
        <PasswordInput
          label="With an API key"
          placeholder="ac_…"
          autoComplete="current-password"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={problem}
        />
        <Button type="submit" size="lg" fullWidth loading={isBusy} disabled={key.trim() === ''}>
          Sign in
        </Button>
      </form>
    </div>
  )
}

/** In a tab that was opened only to sign in: the work is in the other one. */
function SignedIn() {
  return (
    <div className="sign-in-form" role="status">
      <h1>You are signed in</h1>
      <p className="sign-in-where">Close this tab and go back to yours: it goes on where it was.</p>
      <p>
        <a href="/">Open the console here</a>
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
