/** Of the files that go out together: plain ASCII, since syntax names them. */
export const FILE_NAMES = {
  data: 'responses.dat',
  spss: 'responses.sps',
  stata: 'responses.do',
  r: 'responses.R',
  codebook: 'codebook.csv',
  texts: 'open-answers.csv',
  record: 'deidentification.txt',
} as const
