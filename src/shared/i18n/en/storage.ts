export const storage = {
  mending: 'Checking the data on this computer…',
  migrating: 'Bringing the data on this computer up to date',
  migratingText: 'This is done once. If Luuri is closed in the middle, it goes on at the next start.',
  migrated: '{{done}} / {{total}}',
  otherWindowsTitle: 'Close the other windows of Luuri',
  otherWindowsText:
    'The data on this computer is to be brought up to date, which is not possible while Luuri is open in another window. It begins by itself.',
  tooNewTitle: 'Update Luuri',
  tooNewText:
    'The data on this computer was written by Luuri {{version}}, and this version ({{own}}) cannot read it. Nothing has been changed. Update the app and open it again.',
  saveCopy: 'Save a copy of the data',
  copySaved: 'The copy has been saved.',
  copyFailed: 'The copy could not be saved.',
  lost: 'The database on this computer was damaged or gone. The data is fetched from the server again, and unsent work of this computer is restored from its journal.',
  mended:
    'Some of the data on this computer could not be read. It is fetched from the server again, and unsent work of this computer is restored from its journal.',
};
