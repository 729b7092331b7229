import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import { HEADER_PLACES, type HeaderPlace } from '../../../src/core/entry/verify-state.ts'
import { trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { DayBox } from '../../components/day-box.tsx'
import { formatIsoDate } from '../../format.ts'
import { keyedOnce } from '../batches/batch-state.ts'
import { DiscardButton } from '../entry/discard-button.tsx'
import headerStyles from '../entry/header-form.module.css'
import { PartSelect } from '../entry/part-select.tsx'
import { useProblemWords } from '../entry/problem-words.ts'
import { type Part, SERIAL_LONGEST } from '../entry/use-header.ts'
import { type SecondHeaderProps, useSecondHeader } from './use-second-header.ts'
import styles from './verify.module.css'
import { taskOf } from './verify-store.ts'

/** Serial first; once it is found, agency and the like of the paper at hand. */
export function SecondHeader(props: SecondHeaderProps) {
  const { t } = useTranslation('entry')
  const { desk, scans } = props
  const { entry, second } = desk
  const { header } = entry
  const { parts, box, missing, places, set, pick, goOn, onKeyDown } = useSecondHeader(props)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the header goes on
    <div className={headerStyles.header} ref={box} onKeyDown={onKeyDown}>
      {second === null && desk.lastSaved === null && <KeptForm {...props} />}
      <div className={headerStyles.controls}>
        <label className={headerStyles.serial} data-part="serial">
          {t('serial')}
          <input
            value={header.serial}
            maxLength={SERIAL_LONGEST}
            readOnly={second !== null}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={missing === 'serial' || desk.refusal !== null}
            aria-describedby="serial-note"
            onFocus={(event) => event.target.select()}
            onChange={(event) => set({ serial: event.target.value })}
          />
        </label>
        {parts.map((part) => (
          <PartSelect
            key={part.key}
            part={part.key}
            label={t(part.label)}
            options={part.options}
            value={header[part.key]}
            isMissing={missing === part.key}
            onPick={(id) => pick(part.key, id)}
          />
        ))}
        <span data-part="collectedOn">
          <DayBox
            key={`${scans.count} ${desk.refusal}`}
            label={t('collectedOn')}
            day={header.collectedOn}
            onChange={(collectedOn) => set({ collectedOn })}
          />
        </span>
        {second !== null && <DiscardButton onConfirmed={() => desk.discard(entry.id)} />}
        <Button h={36} px={12} onClick={() => goOn('')}>
          {t('begin')}&nbsp;<kbd>Enter</kbd>
        </Button>
      </div>
      <div id="serial-note" className={headerStyles.note} role="status">
        {places === '' ? (
          <Note {...props} missing={missing} />
        ) : (
          <HeaderDifferences {...props} parts={parts} places={places} />
        )}
      </div>
    </div>
  )
}

/** Why the serial can't be keyed again, or what is to be done. */
function Note({ opening, desk, missing }: SecondHeaderProps & { readonly missing: string | null }) {
  const { t } = useTranslation(['verify', 'entry'])
  const told = useProblemWords(desk.form, desk.entry)
  const { keyed, verified } = desk.counts
  const wrong =
    told ??
    desk.refusal ??
    (missing === null ? null : t(`entry:missingHeader.${missing === 'serial' ? 'serial' : 'part'}`))
  if (wrong !== null) return <span className={headerStyles.wrong}>{wrong}</span>
  if (desk.second !== null) return <>{t('headerAgain')}</>
  if (desk.entry.header.serial !== '') return <>{t('serialHint')}</>
  if (keyed > verified) return <>{t('othersLeft')}</>
  return (
    <span className={styles.done}>
      {t(keyed === 0 ? 'nothingKeyed' : 'allDone')} <NextBatch opening={opening} />
      <Link href={`/surveys/${opening.survey.id}/batches`}>{t('toBatches')}</Link>
    </span>
  )
}

/** Where forms wait to be keyed again, once this batch is done. */
function NextBatch({ opening: { survey, batch } }: Pick<SecondHeaderProps, 'opening'>) {
  const { t } = useTranslation('verify')
  const { data = [] } = useQuery(trpc.batch.list.queryOptions({ surveyId: survey.id }))
  const next = data.find((one) => one.id !== batch.id && keyedOnce(one) > 0)
  if (next === undefined) return null
  return (
    <Button component={Link} href={`/surveys/${survey.id}/verify?batch=${next.id}`}>
      {t('nextBatch', { batch: batchName(next), count: keyedOnce(next) })}
    </Button>
  )
}

/** Each part of the header that differs, with both values, as dependent verification tells it. */
function HeaderDifferences({
  desk: { entry, second },
  parts,
  places,
}: SecondHeaderProps & { readonly parts: readonly Part[]; readonly places: string }) {
  const { t } = useTranslation(['verify', 'entry'])
  const first = second === null ? null : taskOf(second.begun).first
  if (first === null) return null
  const words = (header: EntryHeader, place: HeaderPlace): string => {
    const key = HEADER_PLACES[place]
    if (key === 'collectedOn') return header.collectedOn === null ? t('entry:none') : formatIsoDate(header.collectedOn)
    const option = parts.find((part) => part.key === key)?.options.find(({ id }) => id === header[key])
    return option === undefined ? t('entry:none') : option.name || option.code
  }
  return (
    <div className={styles.differences}>
      <ul>
        {(places.split(' ') as HeaderPlace[]).map((place) => (
          <li key={place}>
            <b>{t(`place.${place}`)}</b>:{' '}
            {t('both', { first: words(first.header, place), second: words(entry.header, place) })}
          </li>
        ))}
      </ul>
      <span>{t('keepHeader')}</span>
    </div>
  )
}

/** The form left unfinished last: Enter takes it up, a typed serial begins another. */
function KeptForm({ desk }: SecondHeaderProps) {
  const { t } = useTranslation('entry')
  const last = desk.drafts[0]
  if (last === undefined) return null
  return (
    <div className={headerStyles.kept}>
      <span>{t('kept', { serial: last.header.serial })}</span>
      <Button data-resume onClick={() => desk.resume(last)}>
        {t('resume')}&nbsp;<kbd>Enter</kbd>
      </Button>
      <span className={headerStyles.keptHint}>{t('keptHint')}</span>
    </div>
  )
}
