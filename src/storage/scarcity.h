// When the disk is nearly full, writing is refused before it fails, so that what is left is there for what must go on: signing in
// and reading.
#pragma once

namespace dongson::storage {

// Said by whoever watches the disk.
void SetScarce(bool scarce);
bool Scarce();

// While one stands, its thread may write although there is little room. For a few bytes without which nobody could come in.
class Essential {
  public:
    Essential();
    ~Essential();
    Essential(const Essential&) = delete;
    Essential& operator=(const Essential&) = delete;
};

}  // namespace dongson::storage
