// Whether the last reader of a SQLite database may linger (docs/decisions/0043): only in a program that alone serves its folder.
// One that another program cannot let go would keep that program's log from being emptied.
#pragma once

namespace dongson::storage {

void LetReadersLinger(bool may);
bool ReadersMayLinger();

}  // namespace dongson::storage
