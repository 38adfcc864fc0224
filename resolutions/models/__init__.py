from resolutions.models.approval import PeerApprovalTask
from resolutions.models.index import ResolutionIndexPage
from resolutions.models.resolution import ResolutionPage

__all__ = ["PeerApprovalTask", "ResolutionIndexPage", "ResolutionPage"]
