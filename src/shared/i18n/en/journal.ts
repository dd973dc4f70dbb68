export const journal = {
  restored_one: 'One unsaved change was brought back.',
  restored_other: '{{count}} unsaved changes were brought back.',
  drafts_one: 'One unfinished text was brought back.',
  drafts_other: '{{count}} unfinished texts were brought back.',
  damaged_one: 'One place of the safety copy could not be read ({{places}}). The rest is safe.',
  damaged_other: '{{count}} places of the safety copy could not be read ({{places}}). The rest is safe.',
  line: '{{file}}, line {{line}}',
  failing:
    'The safety copy of your work cannot be written to the disk now. It is worth checking how much room the disk has.',
};
