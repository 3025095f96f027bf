import './handset.css'
import { IconAntennaBars4, IconBattery3 } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { linked } from '../sms.ts'
import { languageOf } from './languages.ts'

export type HandsetText = {
  id: string
  text: string
  at: string
  isOlder?: boolean
  /** Where it is known; else its script tells. */
  language?: string | null
}

type Props = {
  /** Who holds it, for a screen reader: `Caller’s handset`. */
  label: string
  sender: string
  initial: string
  clock: string
  day?: string
  texts: readonly HandsetText[]
  /** What stands on the empty screen. */
  waiting?: string
  size?: 'tall' | 'short'
}

/** What is to be known of a text beside its handset. */
export const HandsetNote = ({ words }: { words: string | null }) =>
  words !== null && (
    <p className="handset-note" lang={languageOf(words)}>
      {words}
    </p>
  )

/** A phone with the texts as they are read: same words, same sender, same wrapping. To a screen reader it is a list of messages. */
export function Handset({ label, sender, initial, clock, day, texts, waiting, size = 'tall' }: Props) {
  const { t } = useTranslation()
  const screen = useRef<HTMLDivElement>(null)
  const newest = texts.at(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when a text arrives or is another
  useEffect(() => {
    if (screen.current !== null) showNewest(screen.current)
  }, [newest?.id, newest?.text])
  return (
    <section className="handset" data-size={size} aria-label={label}>
      <div className="handset-screen">
        <div className="handset-status" aria-hidden="true">
          <span>{clock}</span>
          <span className="handset-island" />
          <span className="handset-icons">
            <IconAntennaBars4 size={15} />
            <IconBattery3 size={17} />
          </span>
        </div>
        <div className="handset-sender">
          <span className="handset-face" aria-hidden="true">
            {initial}
          </span>
          <strong>{sender}</strong>
        </div>
        <div className="handset-texts" ref={screen}>
          {day !== undefined && texts.length > 0 && <p className="handset-day">{day}</p>}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ul tabIndex={0} aria-label={t('ui.textsFrom', { sender })}>
            {texts.map((one) => (
              <li key={one.id}>
                <p
                  className="handset-bubble"
                  data-older={one.isOlder || undefined}
                  lang={one.language ?? languageOf(one.text)}
                  dir="auto"
                >
                  <Linked text={one.text} />
                </p>
                <p className="handset-at">{one.at}</p>
              </li>
            ))}
          </ul>
          {texts.length === 0 && waiting !== undefined && <p className="handset-waiting">{waiting}</p>}
        </div>
        <span className="handset-bar" aria-hidden="true" />
      </div>
    </section>
  )
}

/** Down to the newest text, but never past its beginning: one that is longer than the screen is read from its first word. */
function showNewest(screen: HTMLElement): void {
  const all = screen.querySelectorAll('li')
  const newest = all[all.length - 1]
  if (newest === undefined) return
  const above = newest.getBoundingClientRect().top - screen.getBoundingClientRect().top + screen.scrollTop
  screen.scrollTop = all.length === 1 ? 0 : Math.min(above - 10, screen.scrollHeight)
}

function Linked({ text }: { text: string }) {
  return linked(text).map((piece, index) =>
    piece.isLink ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
      <span key={index} className="handset-link">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  )
}
