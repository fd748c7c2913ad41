// Officers publish: the datasets of their unit, what a file holds, and its review.
#pragma once

#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/domain/pull.h"
#include "modules/open_data/domain/upload.h"
#include "modules/open_data/intake/profile.h"
#include "web/html.h"
#include "web/meanwhile.h"

namespace dongson::open_data {

struct OwnDatasetsView {
    struct Own {
        Dataset dataset;
        std::optional<Date> late_since;
        int waiting = 0;  // files on their way
    };
    std::vector<Own> datasets;
    std::string unit;
};
web::Html OwnDatasetsPage(const OwnDatasetsView& view);

struct DescribeView {
    Dataset dataset;
    web::Meanwhile meanwhile = {};
    Refusals faults;
};
// The form of a new dataset, or of one that is there.
web::Html DescribePage(const DescribeView& view);

struct OwnDatasetView {
    Dataset dataset;
    std::vector<Resource> resources;
    std::vector<Upload> uploads;  // on their way
    std::vector<Pull> pulls;
    std::vector<std::string> fed;  // titles of tables that the platform fills
    std::vector<DatasetEvent> events;
    bool leader = false;
    std::string typed_reason;  // that was sent back
    Refusals faults;
};
web::Html OwnDatasetPage(const OwnDatasetView& view);

struct UploadView {
    Upload upload;
    Dataset dataset;
    Profile profile;
    std::string file_name, made_by;
    bool agreed = false;  // the resource's columns were agreed with its first version
    bool leader = false;
    std::string typed_reason;  // that was sent back
    Refusals faults;
};
web::Html UploadPage(const UploadView& view);

}  // namespace dongson::open_data
