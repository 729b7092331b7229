import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layOutForm } from '../../../src/core/print/lay-out-form.ts'
import { SHEET } from '../../../src/core/print/paper.ts'
import type { FormPlace, PrintedForm } from '../../../src/core/print/printed-form.ts'
import { type Spot, spotsOf } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { PrintedPage } from '../../components/printed-page.tsx'
import { fileLink } from '../../file-link.ts'
import { currentLanguage, type Language } from '../../i18n/i18n.ts'
import styles from './page-pane.module.css'

interface PagePaneProps {
  questionnaire: Questionnaire
  selected: Spot | null
  onSelect: (spot: Spot) => void
}

/** The pages exactly as they will be printed, as wide as the pane; a click selects, the selected part is in sight. */
export const PagePane = memo(function PagePane({ questionnaire, selected, onSelect }: PagePaneProps) {
  const { t } = useTranslation('designer')
  const [language, setLanguage] = useState<Language>(currentLanguage())
  const office = useQuery(trpc.home.get.queryOptions()).data?.office ?? ''
  const form = useMemo(
    () => layOutForm(questionnaire, { language, office, isDraft: true }),
    [questionnaire, language, office],
  )
  const { code, version } = questionnaire
  const place = useMemo(() => (selected === null ? null : placeOf(selected)), [selected])
  const scroller = useRef<HTMLElement>(null)
  useKeepInSight(scroller, form, place)
  return (
    <section className={styles.pane} aria-label={t('page.title')}>
      <div className={styles.head}>
        <span className="strong">{t('page.title')}</span>
        <span className="secondary">
          {t('page.count', { count: form.pages.length, sheets: Math.ceil(form.pages.length / 2) })}
        </span>
        <a className={styles.print} href={fileLink('questionnaire-form', { code, version })} download>
          {t('page.print')}
        </a>
        <fieldset className={styles.languages} aria-label={t('page.language')}>
          {(['vi', 'en'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={language === one} onClick={() => setLanguage(one)}>
              {t(`page.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard */}
      <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={t('page.pages')}>
        {form.pages.map((page) => (
          <div key={page.number} className={styles.page}>
            <PrintedPage
              form={form}
              page={page}
              selected={place}
              onSelect={(one) => {
                const spot = spotOfPlace(one)
                if (spotsOf(questionnaire).some((known) => known.join() === spot.join())) onSelect(spot)
              }}
            />
          </div>
        ))}
      </section>
    </section>
  )
})

function placeOf([section, question, item]: Spot): FormPlace {
  return { section, question: question ?? null, item: item ?? null, code: '' }
}

function spotOfPlace({ section, question, item }: FormPlace): Spot {
  if (question === null) return [section]
  return item === null ? [section, question] : [section, question, item]
}

/** Scrolls to the selected part once it or the layout changes, unless it is in sight. */
function useKeepInSight(
  scroller: React.RefObject<HTMLElement | null>,
  form: PrintedForm,
  place: FormPlace | null,
): void {
  useEffect(() => {
    const pane = scroller.current
    if (pane === null || place === null) return
    const index = form.pages.findIndex(({ regions }) => regions.some((region) => isAt(region.place, place)))
    const region = form.pages[index]?.regions.find((one) => isAt(one.place, place))
    const sheet = pane.children[index]
    if (region === undefined || !(sheet instanceof HTMLElement)) return
    const scale = sheet.offsetHeight / SHEET.height
    const top = sheet.offsetTop + region.y * scale
    const bottom = top + Math.min(region.height * scale, pane.clientHeight / 2)
    if (top >= pane.scrollTop && bottom <= pane.scrollTop + pane.clientHeight) return
    pane.scrollTop = top - pane.clientHeight / 4
  }, [scroller, form, place])
}

function isAt(place: FormPlace, wanted: FormPlace): boolean {
  return (
    place.section === wanted.section &&
    place.question === wanted.question &&
    (wanted.item === null || place.item === wanted.item)
  )
}
