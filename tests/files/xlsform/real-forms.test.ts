import { readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findQuestionnaireProblems } from '../../../src/core/questionnaire/validate.ts'
import { type ReadXlsform, readForm } from '../../../src/files/xlsform/read-form.ts'
import { type FormFile, readTables, readWorkbook } from '../../../src/files/xlsform/sheets.ts'
import { writeXlsx } from '../../../src/files/xlsx.ts'
import { formLines, toldLines } from './form-lines.ts'

const FOLDER = join(import.meta.dirname, '../../fixtures/xlsform')

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as forms write them, not templates
/** What becomes of each form, read beside its file by eye. */
const FORMS = {
  'odk-field-list.csv': {
    rows: { read: 12, carried: 10 },
    form: [
      'odk-field-list 1: odk-field-list',
      "list yes_no: 1 Yes, 2 No, 3 Don't Know, 4 Not Applicable",
      '# table_list_test: List group',
      '1 single table_list_1: List widget; from yes_no; hint: Show only the inputs of these options and not the labels (type=select_one yes_no, appearance=list-nolabel)',
      '2 multiple table_list_2: List multi widget; from yes_no; hint: Show only the inputs of these options and not the labels (type=select_multiple yes_no, appearance=list-nolabel)',
      '3 single list_widget: List widget; from yes_no; hint: This is a normal list widget with (type = select_one, appearance = list)',
      '4 multiple list_multi_widget: List multi widget; from yes_no; hint: This is a normal list widget with (type = select_multiple, appearance = list)',
    ],
    told: [
      'survey 4 table_list_test_label: lost form-head-row',
      'survey 5 table_list_test_label_2: lost form-head-row',
      'survey 8 list: changed form-appearance-left (2)',
      'choices 13 yes_no: changed form-choices-coded (yes → 1, no → 2, dk → 3, na → 4)',
      'settings 1 form_title: guessed form-title-missing',
    ],
  },
  'odk-health.csv': {
    rows: { read: 20, carried: 20 },
    form: [
      'odk-health 1: odk-health',
      'list medical_issues: 1 Cancer, 2 Diabetes, 3 Hypertension, 4 Other',
      'list cancer_types: 1 Lung cancer, 2 Skin cancer, 3 Prostate cancer, 4 Breast cancer, 5 Other',
      'list diabetes_types: 1 Type 1 (Insulin dependent), 2 Type 2 (Insulin resistant)',
      '# part: odk-health',
      '1 multiple what_issues: Have you experienced any of the following?; from medical_issues; hint: Select all that apply.',
      '2 multiple what_cancer: What type of cancer have you experienced?; from cancer_types; hint: Select all that apply.; if what_issues_1 == 1',
      '3 multiple what_diabetes: What type of diabetes do you have?; from diabetes_types; hint: Select all that apply.; if what_issues_2 == 1',
      '# blood_pressure: Blood pressure reading',
      '4 number systolic_bp: Systolic; 41 to 399, 0 decimals',
      '5 number diastolic_bp: Diastolic; 20 to 200, 0 decimals',
      '# part-2: odk-health',
      '6 text other_health: List other issues.; if what_issues_4 == 1',
      'note after_health_note: This note is after all health questions.',
    ],
    told: [
      'survey 6 blood_pressure: lost form-column-left (hint)',
      'choices 14 medical_issues: changed form-choices-coded (cancer → 1, diabetes → 2, hypertension → 3, other → 4)',
      'choices 18 cancer_types: changed form-choices-coded (lung → 1, skin → 2, prostate → 3, breast → 4, other → 5)',
      'choices 23 diabetes_types: changed form-choices-coded (type_1 → 1, type_2 → 2)',
      'settings 1 form_title: guessed form-title-missing',
    ],
  },
  'pyxform-case-insensitivity.csv': {
    rows: { read: 5, carried: 3 },
    form: [
      'yesno 1: Yes or no',
      'list c1: 1 l1-c / l1-c, 2 l2-c / l2-c',
      '# part: Yes or no',
      '1 single q1: Are you good? / Are you good?; from c1',
    ],
    told: [
      'survey 2 label: guessed form-no-vietnamese',
      'survey 4 q2: lost form-type-unknown (select_one_external c1)',
      'survey 5 q3: lost form-type-unknown (osm c1)',
      'choices 8 c1: changed form-choices-coded (n1-c → 1, n2-c → 2)',
      'external_choices 1 external_choices: lost form-sheet-left',
      'entities 1 entities: lost form-sheet-left',
      'osm 1 osm: lost form-sheet-left',
    ],
  },
  'pyxform-specify-other.csv': {
    rows: { read: 3, carried: 3 },
    form: [
      'pyxform-specify-other 1: pyxform-specify-other',
      'list sexes_other: 1 Male / Male, 2 Female / Female, 3 Khác / Other',
      '# part: pyxform-specify-other',
      '1 single sex: What sex are you? / What sex are you?; from sexes_other',
      '2 text sex_other: Khác, ghi rõ / Other, please write; if sex == 3',
    ],
    told: [
      'survey 2 label: guessed form-no-vietnamese',
      'survey 3 sex: changed form-other-added (sex_other)',
      'choices 6 sexes: changed form-choices-coded (male → 1, female → 2)',
      'settings 1 form_title: guessed form-title-missing',
    ],
  },
  'pyxform-widgets.csv': {
    rows: { read: 33, carried: 24 },
    form: [
      'pyxform-widgets 1: pyxform-widgets',
      'list list: 1 option a, 2 option b, 3 option c, 4 option d',
      'list list2: 1 option 1, 2 option 2, 3 option 3, 4 option 4, 5 option 5, 6 option 6, 7 option 7, 8 option 8',
      '# part: pyxform-widgets',
      '1 text my_string: string widget; hint: can be short or very long',
      '2 number my_int: integer widget; 0 to 9, 0 decimals; hint: try entering a number < 10',
      '3 number my_decimal: decimal widget; 10.51 to 18.39, 2 decimals; hint: only numbers > 10.51 and < 18.39; hard my_decimal > 10.51 && my_decimal < 18.39: number must be between 10.51 and 18.39',
      '4 date my_date: date widget; hint: only future dates allowed',
      "5 multiple my_select: select multiple widget; from list; hint: don't pick c and d together; hard !(my_select_3 == 1 && my_select_4 == 1): option c and d cannot be selected together",
      '6 single my_select1: select one widget; from list2; hint: scroll down to see default selection',
      '7 text my_output: review widget. is your email still ${my_trigger}?; hint: long hint: there is an upcoming section.',
      '8 text numberasstring: String field that uses only numbers (plus a couple extra); hint: Takes 0-9, -, +, ., space, and comma',
      '9 single spinner: Spinner Widget: Select 1; from list',
      '10 multiple spinner_all: Spinner Widget: Select All; from list',
      '11 single selectadvance: Select Widget - Auto Advance; from list',
      '12 single autocomplete: Select Widget - Auto Complete; from list',
    ],
    told: [
      'survey 4 my_int: guessed form-range-guessed (0 9)',
      'survey 5 my_decimal: lost form-default-left (default)',
      'survey 6 my_date: lost form-default-left (default)',
      'survey 6 . >= today(): rule rule-function (today)',
      'survey 7 my_time: lost form-type-unknown (time)',
      'survey 8 my_select: lost form-default-left (default)',
      'survey 9 my_select1: lost form-default-left (default)',
      'survey 10 my_trigger: lost form-type-unknown (trigger)',
      'survey 11 label: lost form-text-reference',
      'survey 11 my_output: changed form-column-left (bind:readonly)',
      "survey 11 selected(/widgets/branch, 'n'): rule rule-syntax",
      'survey 12 my_geopoint: lost form-type-unknown (geopoint)',
      'survey 13 my_barcode: lost form-type-unknown (barcode)',
      'survey 14 my_image: lost form-type-unknown (image)',
      'survey 15 my_audio: lost form-type-unknown (audio)',
      'survey 16 my_video: lost form-type-unknown (video)',
      'survey 17 numberAsString: changed form-name-changed (numberasstring)',
      'survey 17 numbers: changed form-appearance-left (1)',
      'survey 18 locationMap: lost form-type-unknown (geopoint)',
      'survey 18 maps: changed form-appearance-left (1)',
      'survey 19 dateTime: lost form-type-unknown (dateTime)',
      'survey 20 minimal: changed form-appearance-left (2)',
      'survey 22 quick: changed form-appearance-left (1)',
      'survey 23 autocomplete: changed form-appearance-left (1)',
      'choices 26 list: changed form-choices-coded (a → 1, b → 2, c → 3, d → 4)',
      'settings 40 add_none_option: changed form-setting-left',
      'settings 40 form_title: guessed form-title-missing',
    ],
  },
  'yxf-favorite-color.csv': {
    rows: { read: 10, carried: 8 },
    form: [
      'fav-color 1: Favorite colors',
      'list colors: 1 Red / Red, 2 Yellow / Yellow, 3 Green / Green, 4 Other / Other',
      '# part: Favorite colors',
      '1 text first_name: What is your first name? / What is your first name?; required',
      '2 number age: What is your age, ${first_name}? / What is your age, ${first_name}?; 0 to 999999, 0 decimals; required',
      '3 single favorite_color: What is your favorite color? / What is your favorite color?; from colors',
      '4 text favorite_color_other: Please specify your favorite color / Please specify your favorite color; if favorite_color == 4',
    ],
    told: [
      'survey 2 label: guessed form-no-vietnamese',
      'survey 2 French (fr): lost form-language-left',
      'survey 4 label: lost form-text-reference',
      'survey 4 age: guessed form-range-guessed (0 999999)',
      'survey 7 location: lost form-type-unknown (geopoint)',
      'survey 7 hide-input: changed form-appearance-left (1)',
      'survey 8 audit: lost form-type-device (audit)',
      'choices 11 colors: changed form-choices-coded (r → 1, y → 2, g → 3, o → 4)',
      'settings 17 instance_name: changed form-setting-left',
      'settings 17 2022062100: changed form-version-left',
    ],
  },
}
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

/** The same form as a workbook, its rows from 1 on each sheet. */
async function asWorkbook({ sheets }: FormFile): Promise<FormFile> {
  const written = [...sheets.values()].map(({ name, header, rows }) => {
    return { name, rows: [header.cells, ...rows.map(({ cells }) => cells)], widths: [20] }
  })
  return readWorkbook(await writeXlsx(written))
}

describe.each(Object.entries(FORMS))('%s', (file, { rows, form, told }) => {
  const { name } = parse(file)
  const tables = (): Promise<FormFile> => readTables(readFileSync(join(FOLDER, file)))

  test('becomes a questionnaire that can be published, and all that is lost of it is told', async () => {
    const read = readForm(await tables(), name)
    expect(formLines(read.document)).toEqual(form)
    expect(toldLines(read.told)).toEqual(told)
    expect(read.rows).toEqual(rows)
    expect(findQuestionnaireProblems(read.document)).toEqual([])
  })

  test('becomes the same as a workbook, told by the rows of its sheets', async () => {
    const file = await tables()
    const [one, other] = [readForm(file, name), readForm(await asWorkbook(file), name)]
    expect(other.document).toEqual(one.document)
    expect(other.rows).toEqual(one.rows)
    const place = ({ told: all }: ReadXlsform): string[] =>
      all.filter(({ code }) => code !== 'form-sheet-left').map(({ sheet, what, code }) => [sheet, what, code].join(' '))
    expect(place(other)).toEqual(place(one))
  })
})
