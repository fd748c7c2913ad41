// What each path does.
#pragma once

#include "modules/open_data/actions/portal.h"
#include "modules/open_data/domain/dataset.h"
#include "modules/open_data/metadata/graph.h"
#include "platform/identity/audience.h"

namespace dongson::open_data {

using identity::AnyRequest;
using identity::OfficerRequest;

web::Response ShowPortal(Portal& portal, const AnyRequest& request);
web::Response ShowSearch(Portal& portal, const AnyRequest& request);
web::Response ShowDataset(Portal& portal, const AnyRequest& request);
web::Response ShowResource(Portal& portal, const AnyRequest& request);
web::Response ShowVersion(Portal& portal, const AnyRequest& request);
web::Response ShowColumn(Portal& portal, const AnyRequest& request);
web::Response ShowChart(Portal& portal, const AnyRequest& request);
web::Response DrawChart(Portal& portal, const AnyRequest& request);
web::Response ShowMap(Portal& portal, const AnyRequest& request);
web::Response DrawMap(Portal& portal, const AnyRequest& request);
web::Response ShowDifference(Portal& portal, const AnyRequest& request);
web::Response DownloadVersion(Portal& portal, const AnyRequest& request);
web::Response DownloadDataset(Portal& portal, const AnyRequest& request);

web::Response ShowCatalogueGraph(Portal& portal, const AnyRequest& request);
web::Response ShowDatasetGraph(Portal& portal, const AnyRequest& request);
// The graph of a dataset, whoever found it.
web::Response DatasetGraph(const AnyRequest& request, Dataset dataset, GraphFormat format);
web::Response ShowDataPackage(Portal& portal, const AnyRequest& request);
web::Response ShowForPrograms(Portal& portal, const AnyRequest& request);
web::Response ShowResourceOpenApi(Portal& portal, const AnyRequest& request);
web::Response ShowSitemap(Portal& portal, const AnyRequest& request);
web::Response ShowLicences(Portal& portal, const AnyRequest& request);

web::Response ShowRemarks(Portal& portal, const AnyRequest& request);
web::Response TakeRemark(Portal& portal, const AnyRequest& request);
web::Response Follow(Portal& portal, const AnyRequest& request);
web::Response FollowLink(Portal& portal, const AnyRequest& request);
web::Response ShowAgency(Portal& portal, const AnyRequest& request);
web::Response ShowDomain(Portal& portal, const AnyRequest& request);
web::Response ShowSeries(Portal& portal, const AnyRequest& request);
web::Response ShowFeed(Portal& portal, const AnyRequest& request);
web::Response ShowQuality(Portal& portal, const AnyRequest& request);
web::Response ShowQualityList(Portal& portal, const AnyRequest& request);
web::Response ShowQualityGraph(Portal& portal, const AnyRequest& request);
web::Response ShowStatistics(Portal& portal, const AnyRequest& request);
web::Response ShowOwnRemark(Portal& portal, const OfficerRequest& request);
web::Response AnswerOwnRemark(Portal& portal, const OfficerRequest& request);

web::Response ShowElsewhere(Portal& portal, const OfficerRequest& request);
web::Response TakeFromElsewhere(Portal& portal, const OfficerRequest& request);
web::Response ListOwnDatasets(Portal& portal, const OfficerRequest& request);
web::Response ShowNewDataset(Portal& portal, const OfficerRequest& request);
web::Response MakeDataset(Portal& portal, const OfficerRequest& request);
web::Response ShowOwnDataset(Portal& portal, const OfficerRequest& request);
web::Response ShowDescription(Portal& portal, const OfficerRequest& request);
web::Response SaveDescription(Portal& portal, const OfficerRequest& request);
web::Response WithdrawOwnDataset(Portal& portal, const OfficerRequest& request);
web::Response UploadFile(Portal& portal, const OfficerRequest& request);
web::Response ShowUpload(Portal& portal, const OfficerRequest& request);
web::Response CorrectOwnUpload(Portal& portal, const OfficerRequest& request);
web::Response SendUploadToReview(Portal& portal, const OfficerRequest& request);
web::Response ReturnOwnUpload(Portal& portal, const OfficerRequest& request);
web::Response PublishOwnUpload(Portal& portal, const OfficerRequest& request);
web::Response MakePull(Portal& portal, const OfficerRequest& request);
web::Response RunPull(Portal& portal, const OfficerRequest& request);
web::Response DropPull(Portal& portal, const OfficerRequest& request);
web::Response DropOwnUpload(Portal& portal, const OfficerRequest& request);

web::Response CkanAction(Portal& portal, const AnyRequest& request);

web::Response ApiDatasets(Portal& portal, const AnyRequest& request);
web::Response ApiDataset(Portal& portal, const AnyRequest& request);
web::Response ShowSql(Portal& portal, const AnyRequest& request);
web::Response ApiSql(Portal& portal, const AnyRequest& request);
web::Response ApiRows(Portal& portal, const AnyRequest& request);
web::Response ApiGroups(Portal& portal, const AnyRequest& request);

}  // namespace dongson::open_data
