// What each path does.
#pragma once

#include "modules/open_data/actions/portal.h"
#include "platform/identity/audience.h"

namespace dongson::open_data {

using identity::AnyRequest;

web::Response ShowPortal(Portal& portal, const AnyRequest& request);
web::Response ShowSearch(Portal& portal, const AnyRequest& request);
web::Response ShowDataset(Portal& portal, const AnyRequest& request);
web::Response ShowResource(Portal& portal, const AnyRequest& request);
web::Response ShowVersion(Portal& portal, const AnyRequest& request);
web::Response DownloadVersion(Portal& portal, const AnyRequest& request);

web::Response ApiDatasets(Portal& portal, const AnyRequest& request);
web::Response ApiDataset(Portal& portal, const AnyRequest& request);
web::Response ApiRows(Portal& portal, const AnyRequest& request);
web::Response ApiGroups(Portal& portal, const AnyRequest& request);

}  // namespace dongson::open_data
