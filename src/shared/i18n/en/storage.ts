export const storage = {
  opening: 'Opening the data on this computer…',
  mending: 'Checking the data on this computer…',
  migrating: 'Bringing the data on this computer up to date',
  migratingText: 'This is done once. If Luuri is closed in the middle, it goes on at the next start.',
  erasing: 'Removing the traces of erased persons from this computer',
  erasingText:
    'The details of a person were erased. Now what is left of them on the disk is removed. If Luuri is closed in the middle, it goes on at the next start.',
  migrated: '{{done}} / {{total}}',
  otherWindowsTitle: 'Close the other windows of Luuri',
  otherWindowsText:
    'The data on this computer is to be brought up to date, which is not possible while Luuri is open in another window. It begins by itself when the other windows are closed.',
  tooNewTitle: 'Update Luuri',
  tooNewText:
    'The data on this computer was written by Luuri {{version}}, and this version ({{own}}) cannot read it. Nothing has been changed. Update the app and open it again.',
  saveCopy: 'Save a copy of the data',
  copySaved: 'The copy has been saved.',
  copyFailed: 'The copy could not be saved.',
  lost: 'The database on this computer was damaged or gone. The data is fetched from the server again.',
  mended: 'Some of the data on this computer could not be read. It is fetched from the server again.',
  restored: 'Unsent work is brought back from the safety copy on this computer.',
  notRestored: 'This computer had no safety copy, so unsent work may be gone.',
  noRoomTitle: 'The data cannot be opened because the disk is full',
  noRoomText:
    'Nothing has been removed. Free at least 500 MB on this computer. Luuri opens by itself when there is space.',
  spaceLabel: 'Disk space',
  low: {
    title: 'Disk space is low: {{size}} left',
    text: 'Everything you write is saved. Free some space on this computer soon.',
  },
  scarce: {
    title: 'Disk space is running out: {{size}} left',
    text: 'What you write is saved, but older records and files are fetched only when there is space. Free at least 500 MB on this computer.',
  },
  full: {
    title: 'The disk is full',
    all: 'Unfinished texts are still kept, but nothing new can be saved. Free at least 500 MB on this computer.',
    some: 'You see your unsent work and what the server gives. Nothing has been removed. Unfinished texts are still kept, but nothing new can be saved. Free at least 500 MB on this computer.',
    none: 'Changes cannot be saved now, but what you write stays on the screen. Keep Luuri open and free at least 500 MB on this computer.',
    notSaved:
      'The disk is full, so saving did not work. The text is still here. Free some space and try again.',
  },
};
