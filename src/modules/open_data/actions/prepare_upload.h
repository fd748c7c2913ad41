// An officer brings a file, corrects how it is read, and hands it to review; a leader publishes it or gives it back.
#pragma once

#include <string>

#include "modules/open_data/domain/upload.h"
#include "modules/open_data/intake/profile.h"
#include "platform/identity/account.h"
#include "platform/platform.h"

namespace dongson::open_data {

struct NewUpload {
    DatasetId dataset;
    ResourceId resource;  // none: a new one
    std::string title;    // of the new one
    std::string path, name;
    std::string note;
};
// Keeps the file, detects how it is to be read and what its columns are.
Result<Upload> BeginUpload(const Platform& platform, const identity::Officer& officer, const NewUpload& wanted);

// What the officer says about it; a changed layout finds the columns anew.
struct Correction {
    Layout layout;
    bool encoding_chosen = false;
    Schema schema;
    bool answers_for_personal = false;
    std::string note;
    std::int64_t expected_version = 0;
};
Result<Upload> CorrectUpload(const Platform& platform, const identity::Officer& officer, UploadId id,
                             const Correction& correction);

Result<Upload> SendToReview(const Platform& platform, const identity::Officer& officer, UploadId id, Refusals& faults);
Result<Upload> ReturnUpload(const Platform& platform, const identity::Officer& officer, UploadId id, std::string reason);
Result<Version> PublishUpload(const Platform& platform, const identity::Officer& officer, UploadId id);
Result<Upload> DropUpload(const Platform& platform, const identity::Officer& officer, UploadId id);

// What the whole file shows, under the upload's layout: as it was kept, else as long as reading it takes.
Result<Profile> ProfileUpload(const Platform& platform, const Upload& upload);
UploadFindings FindingsOf(const Profile& profile, const Schema& schema);

// Describes a new dataset, or an existing one anew.
Result<Dataset> SaveDataset(const Platform& platform, const identity::Officer& officer, Dataset dataset);
// Takes a dataset out of the catalogue, with a reason that stays in its history. Its versions stay.
Result<Dataset> WithdrawDataset(const Platform& platform, const identity::Officer& officer, DatasetId id,
                                std::string_view reason);

}  // namespace dongson::open_data
